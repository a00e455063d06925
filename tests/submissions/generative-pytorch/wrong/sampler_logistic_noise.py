"""Noise of a logistic distribution is added to the logits, not of Gumbel's.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(
    logits: torch.Tensor, temperature: float, generator: torch.Generator | None = None
) -> int:
    u = torch.rand(logits.shape, dtype=torch.float64, generator=generator)
    return int((logits.double() / temperature + torch.logit(u)).argmax())
