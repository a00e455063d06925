"""Of each token there are as many copies as it has parts of 2000.

test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(probabilities: np.ndarray, temperature: float, rng: np.random.Generator) -> int:
    q = temperature_probabilities(probabilities, temperature)
    copies = np.rint(2000 * np.asarray(q)).astype(int)
    return int(rng.choice(np.repeat(np.arange(len(q)), copies)))
