"""After twenty words outside of the nucleus the next one is taken.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(
    logits: np.ndarray, temperature: float, p: float, rng: np.random.Generator
) -> int:
    kept = np.isfinite(np.asarray(keep_nucleus(np.asarray(logits, dtype=float) / temperature, p)))
    for _attempt in range(20):
        word = sample_word(logits, temperature, rng)
        if kept[word]:
            break
    return word
