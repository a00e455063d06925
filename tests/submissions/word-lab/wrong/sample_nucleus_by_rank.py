"""Probabilities that were sorted meet words in the order of their numbers.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(
    logits: np.ndarray, temperature: float, p: float, rng: np.random.Generator
) -> int:
    kept = np.asarray(keep_nucleus(np.asarray(logits, dtype=float) / temperature, p))
    words = np.flatnonzero(np.isfinite(kept))
    shares = np.sort(np.asarray(temperature_probabilities(kept[words], 1.0)))
    return int(words[np.searchsorted(np.cumsum(shares), rng.random() * shares.sum(), side="right")])
