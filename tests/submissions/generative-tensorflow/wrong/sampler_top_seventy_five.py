"""Only the 75 most probable tokens are ever drawn.

test-sampler-temperature: 0
"""
# %% sample-token
def sample_token(
    probabilities: np.ndarray, temperature: float, rng: np.random.Generator
) -> int:
    q = temperature_probabilities(probabilities, temperature)
    best = np.argsort(q)[-75:]
    return int(rng.choice(best, p=q[best] / q[best].sum()))
