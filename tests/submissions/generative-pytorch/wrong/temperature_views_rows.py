"""A view of all rows, which a transposed tensor does not have.

test-temperature-shapes: 0
"""
# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("T must be positive")
    rows = logits.view(-1, logits.shape[-1])
    powers = ((rows - rows.max(dim=1, keepdim=True)[0]) / temperature).exp()
    return (powers / powers.sum(dim=1, keepdim=True)).view(logits.shape)
