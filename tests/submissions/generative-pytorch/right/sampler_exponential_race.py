"""An exponential race: the token whose waiting time, with its probability as rate, is shortest."""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits, temperature)
    waiting = torch.empty_like(p).exponential_(1.0, generator=generator)
    return int(torch.argmax(p / waiting))
