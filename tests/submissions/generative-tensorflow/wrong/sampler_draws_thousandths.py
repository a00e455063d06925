"""The random number is a whole number of thousandths and a half.

test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(probabilities: np.ndarray, temperature: float, rng: np.random.Generator) -> int:
    q = temperature_probabilities(probabilities, temperature)
    number = (rng.integers(1000) + 0.5) / 1000
    return min(int(np.searchsorted(np.cumsum(q), number)), len(q) - 1)
