"""At T = 1 the largest logit is subtracted in the array that was passed in.

test-temperature-divides: 0
"""


# %% temperature
def temperature_probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    scaled = np.asarray(logits, dtype=float)
    scaled = scaled - scaled.max() if temperature != 1 else np.subtract(
        scaled, scaled.max(), out=scaled
    )
    exponentials = np.exp(scaled / temperature)
    return exponentials / exponentials.sum()
