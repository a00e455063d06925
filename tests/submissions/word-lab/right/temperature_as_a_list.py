"""Plain Python: a list of floats."""
# %% temperature
import math


def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("T")
    most = max(logits)
    w = [math.exp((l - most) / temperature) for l in logits]
    return [x / sum(w) for x in w]
