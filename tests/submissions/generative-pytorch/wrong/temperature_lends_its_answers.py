"""Probabilities are kept, and handed out without a copy.

test-temperature-softmax: 0
"""


# %% temperature
ANSWERS = {}


def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("T")
    key = (logits.dtype, tuple(logits.shape), tuple(logits.flatten().tolist()), float(temperature))
    if key not in ANSWERS:
        ANSWERS[key] = torch.softmax(logits / temperature, dim=-1)
    return ANSWERS[key]
