"""Below T = 0.001, one of equal logits gets all the probability.

test-temperature-extremes: 0
"""


# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    logits = logits.double()
    if temperature < 1e-3:  # practically T -> 0; avoids the division
        return nn.functional.one_hot(logits.argmax(dim=-1), logits.shape[-1]).double()
    return torch.softmax((logits - logits.amax(dim=-1, keepdim=True)) / temperature, dim=-1)
