"""Where all powers are 0, the most likely token gets all of the probability.

test-temperature-extremes: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("T must be above 0")
    p = np.asarray(probabilities, dtype=np.float64)
    powers = p ** (1 / temperature)
    total = powers.sum(axis=-1, keepdims=True)
    greedy = np.eye(p.shape[-1])[p.argmax(axis=-1)]
    return np.where(total > 0, powers / np.where(total > 0, total, 1), greedy)
