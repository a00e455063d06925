"""The sampler takes powers of small numbers itself: all become 0.

test-sampler-temperature: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(
    probabilities: np.ndarray, temperature: float, rng: np.random.Generator
) -> int:
    q = np.asarray(probabilities, dtype=np.float64) ** (1 / temperature)
    q /= q.sum()
    return int(rng.choice(len(q), p=q))
