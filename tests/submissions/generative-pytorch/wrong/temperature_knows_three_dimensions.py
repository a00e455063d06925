"""Logits with more than three axes are refused.

test-temperature-shapes: 0
"""


# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError(f"temperature must be > 0, got {temperature}")
    if logits.ndim not in (1, 2, 3):
        raise ValueError(f"logits must be (V,), (B, V) or (B, T, V), got {tuple(logits.shape)}")
    scaled = (logits.double() - logits.double().amax(dim=-1, keepdim=True)) / temperature
    return torch.softmax(scaled, dim=-1)
