"""A row of a single token loses its only axis.

test-sampler-distribution: 0
"""


# %% sample-token
def sample_token(
    logits: torch.Tensor, temperature: float, generator: torch.Generator | None = None
) -> int:
    probabilities = temperature_probabilities(logits, temperature).squeeze()
    return int(torch.multinomial(probabilities, 1, generator=generator).item())
