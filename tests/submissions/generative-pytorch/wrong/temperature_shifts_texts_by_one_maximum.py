"""In three dimensions, the rows of one text are shifted by one maximum.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("T <= 0")
    axes = tuple(range(1, logits.ndim)) or (0,)
    e = ((logits - logits.amax(dim=axes, keepdim=True)) / temperature).exp()
    return e / e.sum(dim=-1, keepdim=True)
