"""NumPy does the arithmetic; the result becomes a tensor again."""
# %% temperature
import numpy as np


def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("temperature <= 0")
    a = logits.detach().numpy().astype(np.float64) / temperature
    a = np.exp(a - np.max(a, axis=-1, keepdims=True))
    return torch.from_numpy(a / a.sum(axis=-1, keepdims=True))
