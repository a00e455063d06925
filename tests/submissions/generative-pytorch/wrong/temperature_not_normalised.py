"""p to the power of 1 / T without dividing by the sum, which multinomial forgives.

test-temperature-divides: 0
test-temperature-extremes: 0
test-sampler-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature should be greater than 0")
    return torch.softmax(logits, dim=-1).pow(1.0 / temperature)
