"""Whatever is no positive float is refused, a whole number too."""
# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if not isinstance(temperature, float) or temperature <= 0.0:
        raise ValueError(f"not a temperature: {temperature!r}")
    return (logits / temperature).softmax(-1)
