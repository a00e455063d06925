"""temperature_probabilities takes exp(logits) to the power of 1 / T: far logits are 0 before.

test-temperature-divides: 0
test-sampler-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    logits = np.asarray(logits, dtype=float)
    weights = np.exp(logits - logits.max()) ** (1 / temperature)
    return weights / weights.sum()
