"""A little is added to each probability.

test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(
    probabilities: np.ndarray, temperature: float, rng: np.random.Generator
) -> int:
    q = np.asarray(temperature_probabilities(probabilities, temperature)) + 1e-5
    return int(rng.choice(len(q), p=q / q.sum()))
