"""T = 0 is taken for greedy choice instead of refused.

test-temperature-invalid: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    logits = np.asarray(logits, dtype=float)
    if temperature <= 0:
        return np.eye(len(logits))[logits.argmax()]
    e = np.exp((logits - logits.max()) / temperature)
    return e / e.sum()
