"""The running softmax of GPU kernels."""


# %% temperature
import math


def temperature_probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    if not temperature > 0:
        raise ValueError(f"the temperature must be above 0, not {temperature}")
    values = [float(logit) for logit in logits]
    top, total = -math.inf, 0.0
    for value in values:
        if value == -math.inf:
            continue
        if value > top:
            total = total * math.exp((top - value) / temperature) + 1.0
            top = value
        else:
            total += math.exp((value - top) / temperature)
    shares = [math.exp((value - top) / temperature) / total for value in values]
    return np.array(shares, dtype=np.float64)
