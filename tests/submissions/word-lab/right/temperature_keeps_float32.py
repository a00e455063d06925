"""The shift by the largest logit, in the precision that was handed over."""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError(temperature)
    e = np.exp((logits - np.max(logits)) / temperature)
    return e / np.sum(e)


# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, temperature).astype(np.float64)
    return int(rng.choice(len(p), p=p / p.sum()))
