"""Probabilities are kept, and handed out without a copy.

test-temperature-softmax: 0
"""


# %% temperature
ANSWERS = {}


def temperature_probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError(f"the temperature must be above 0, not {temperature}")
    key = (tuple(np.asarray(logits, dtype=float).tolist()), float(temperature))
    if key not in ANSWERS:
        shifted = np.array(logits, dtype=float)
        shifted = (shifted - shifted.max()) / temperature
        weights = np.exp(shifted)
        ANSWERS[key] = weights / weights.sum()
    return ANSWERS[key]
