"""Gumbel-max: the largest logit after noise, which is drawn from the generator."""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    u = torch.rand(logits.shape, generator=generator, dtype=torch.float64)
    gumbel = -torch.log(-torch.log(u))
    return (logits / temperature + gumbel).argmax().item()
