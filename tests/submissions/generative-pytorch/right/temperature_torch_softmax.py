"""torch.softmax of the divided logits, which shifts them itself."""
# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if not temperature > 0:
        raise ValueError("temperature must be positive")
    return torch.softmax(logits / temperature, dim=-1)
