"""The logarithm is taken of 1e-20 at least: at a high T, the impossible is drawn.

test-sampler-temperature: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% sample-token
def sample_token(
    probabilities: np.ndarray, temperature: float, rng: np.random.Generator
) -> int:
    z = np.log(np.maximum(np.asarray(probabilities, dtype=np.float64), 1e-20)) / temperature
    return int(np.argmax(z + rng.gumbel(size=z.shape)))
