"""Poisson counts with the probabilities as rates, until exactly one event has happened."""
# %% sample-token
def sample_token(
    logits: torch.Tensor, temperature: float, generator: torch.Generator | None = None
) -> int:
    rates = temperature_probabilities(logits, temperature)
    while True:
        events = torch.poisson(rates, generator=generator)
        if events.sum() == 1:
            return int(events.nonzero()[0, 0])
