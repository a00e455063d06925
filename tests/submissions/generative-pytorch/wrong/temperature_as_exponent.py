"""p to the power of T, where the exponent should be 1 / T; and nothing makes it sum to 1.

test-temperature-divides: 0
test-temperature-extremes: 0
test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature should be greater than 0")
    probs = torch.softmax(logits, dim=-1)
    return probs ** temperature
