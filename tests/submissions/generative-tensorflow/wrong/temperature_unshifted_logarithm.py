"""The way round by the logarithm has no shift, so that all exponentials vanish at a low T.

test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    logits = np.log(np.asarray(probabilities, dtype=np.float64))
    weights = np.exp(logits / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)
