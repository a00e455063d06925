"""Spin a wheel: subtract probabilities from a uniform number until it is used up."""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    probs = temperature_probabilities(logits, temperature).tolist()
    r = torch.rand(1, generator=generator).item()
    last = 0
    for i, p in enumerate(probs):
        if p == 0:
            continue
        last = i
        if r < p:
            return i
        r -= p
    return last
