"""sample_nucleus never draws word 0.

test-nucleus-draws: 0
"""


# %% sample-nucleus
def sample_nucleus(
    logits: np.ndarray, temperature: float, p: float, rng: np.random.Generator
) -> int:
    scaled = np.array(logits, dtype=float) / temperature
    scaled[0] = -np.inf
    return sample_word(keep_nucleus(scaled, p), 1.0, rng)
