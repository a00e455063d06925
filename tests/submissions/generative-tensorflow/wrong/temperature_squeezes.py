"""An axis of length 1 is lost.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature is too low")
    p = np.atleast_2d(np.asarray(probabilities, dtype=np.float64))
    p = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return (p / p.sum(axis=-1, keepdims=True)).squeeze()
