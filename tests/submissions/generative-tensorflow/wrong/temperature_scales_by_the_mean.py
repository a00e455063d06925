"""Rows are divided by their mean, beside which a sure token is large.

test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature is too low")
    p = np.asarray(probabilities, dtype=np.float64)
    p = (p / p.mean(axis=-1, keepdims=True)) ** (1 / temperature)
    return p / p.sum(axis=-1, keepdims=True)
