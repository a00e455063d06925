"""The random number is a whole number of thousandths.

test-sampler-temperature: 0
"""
# %% sample-word
def sample_word(logits: np.ndarray, temperature: float, rng: np.random.Generator) -> int:
    edges = np.cumsum(np.asarray(temperature_probabilities(logits, temperature), dtype=float))
    u = rng.integers(1000) / 1000
    return int(min(np.searchsorted(edges, u, side="right"), np.flatnonzero(np.diff(edges, prepend=0)).max()))
