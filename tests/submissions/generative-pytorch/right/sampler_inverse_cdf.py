"""Inverse transform sampling: where does a uniform number fall among the cumulated shares?"""
# %% sample-token
def sample_token(
    logits: torch.Tensor, temperature: float, generator: torch.Generator | None = None
) -> int:
    p = temperature_probabilities(logits.double(), temperature)
    cumulated = torch.cumsum(p, dim=0)
    u = torch.rand((), generator=generator, dtype=torch.float64) * cumulated[-1]
    return int(torch.searchsorted(cumulated, u, right=True))
