"""A copy in float64 is divided by its largest number, raised to the power and normalised."""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if not temperature > 0:
        raise ValueError("T must be greater than zero")
    q = np.array(probabilities).astype("float64")
    q /= np.max(q, axis=-1)[..., None]
    q **= 1.0 / temperature
    q /= np.sum(q, axis=-1)[..., None]
    return q
