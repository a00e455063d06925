"""The formula as it stands, in double precision and shifted by the maximum."""
# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0.0:
        raise ValueError("T must be > 0")
    z = logits.double() / temperature
    z = z - z.max(dim=-1, keepdim=True).values
    e = torch.exp(z)
    return e / torch.sum(e, dim=-1, keepdim=True)
