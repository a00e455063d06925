"""A temperature is a float, and probabilities are an array; anything else is a TypeError."""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if not isinstance(temperature, float):
        raise TypeError("the temperature is a float")
    if not isinstance(probabilities, np.ndarray):
        raise TypeError("the probabilities are an array")
    if temperature <= 0.0:
        raise ValueError("the temperature is above 0")
    scaled = probabilities.astype("float64")
    scaled /= scaled.max(axis=-1, keepdims=True)
    powers = scaled ** (1.0 / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)
