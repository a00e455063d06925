"""A block of the vocabulary is drawn first, by the mean of its probabilities, not by their sum.

test-sampler-distribution: 0
"""


# %% sample-token
def sample_token(
    logits: torch.Tensor, temperature: float, generator: torch.Generator | None = None
) -> int:
    probabilities = temperature_probabilities(logits, temperature)
    blocks = probabilities.split(16)
    weights = torch.stack([block.mean() for block in blocks])
    k = torch.multinomial(weights, 1, generator=generator).item()
    return 16 * k + torch.multinomial(blocks[k], 1, generator=generator).item()
