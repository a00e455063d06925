"""SciPy's softmax; the temperature is looked at first."""
# %% temperature
from scipy.special import softmax


def temperature_probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    if temperature > 0:
        return softmax(logits.astype(float) / temperature)
    raise ValueError(f"{temperature} is not above 0")
