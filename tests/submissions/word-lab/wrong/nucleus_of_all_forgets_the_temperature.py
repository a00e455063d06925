"""With p = 1, where nothing is cut, words are drawn at T = 1.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(
    logits: np.ndarray, temperature: float, p: float, rng: np.random.Generator
) -> int:
    if p >= 1:
        return sample_word(logits, 1.0, rng)
    return sample_word(keep_nucleus(np.asarray(logits) / temperature, p), 1.0, rng)
