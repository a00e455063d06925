"""Above T = 1000, all tokens are equally likely, however far apart their logits are.

test-temperature-divides: 0
"""


# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    if temperature > 1000:  # practically T -> infinity: every token is equally likely
        return torch.full_like(logits, 1 / logits.shape[-1])
    logits = logits.double()
    return torch.softmax((logits - logits.amax(dim=-1, keepdim=True)) / temperature, dim=-1)
