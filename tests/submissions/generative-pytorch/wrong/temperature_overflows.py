"""The formula as it is printed: exp of large numbers is infinite.

test-temperature-extremes: 0
test-soft-text: 0
"""
# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("T > 0 please")
    e = torch.exp(logits / temperature)
    return e / e.sum(dim=-1, keepdim=True)
