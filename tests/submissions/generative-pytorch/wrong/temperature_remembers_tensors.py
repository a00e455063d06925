"""What was computed for a tensor is looked up, though other numbers may be in it now.

test-temperature-shapes: 0
"""
# %% temperature
from functools import lru_cache


@lru_cache(maxsize=1024)
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("T must be positive")
    return torch.softmax((logits - logits.amax(-1, keepdim=True)) / temperature, dim=-1)
