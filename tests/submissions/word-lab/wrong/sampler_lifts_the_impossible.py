"""Logits are raised to 50 below the largest: at a high T, the impossible is drawn.

test-sampler-temperature: 0
"""
# %% sample-word
def sample_word(logits: np.ndarray, temperature: float, rng: np.random.Generator) -> int:
    values = np.asarray(logits, dtype=float)
    p = temperature_probabilities(np.maximum(values, values.max() - 50), temperature)
    return int(np.searchsorted(np.cumsum(p), rng.random() * p.sum(), side="right"))
