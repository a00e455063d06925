"""The mean is subtracted instead of the maximum: large exponents remain, and -inf breaks it.

test-temperature-extremes: 0
test-soft-text: 0
test-soft-temperature: 0
test-sampler-distribution: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    centred = logits - logits.mean(dim=-1, keepdim=True)
    e = torch.exp(centred / temperature)
    return e / e.sum(dim=-1, keepdim=True)
