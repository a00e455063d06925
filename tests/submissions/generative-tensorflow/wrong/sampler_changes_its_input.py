"""The probabilities that were handed over become those at temperature T, in place.

test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(
    probabilities: np.ndarray, temperature: float, rng: np.random.Generator
) -> int:
    probabilities[:] = temperature_probabilities(probabilities, temperature)
    return int(rng.choice(len(probabilities), p=probabilities / probabilities.sum(dtype=np.float64)))
