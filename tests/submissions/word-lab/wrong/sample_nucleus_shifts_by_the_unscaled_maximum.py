"""The largest logit is taken off before the division by T, and not after it.

test-nucleus-draws: 0
"""


# %% sample-nucleus
def sample_nucleus(
    logits: np.ndarray, temperature: float, p: float, rng: np.random.Generator
) -> int:
    logits = np.asarray(logits, dtype=float)
    scaled = logits / temperature
    kept = np.asarray(keep_nucleus(scaled, p), dtype=float)
    exponentials = np.exp(kept - logits.max())
    return int(rng.choice(len(kept), p=exponentials / exponentials.sum()))
