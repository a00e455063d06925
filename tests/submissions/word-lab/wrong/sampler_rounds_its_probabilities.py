"""Probabilities are rounded to three decimals before the draw.

test-sampler-temperature: 0
"""
# %% sample-word
def sample_word(logits: np.ndarray, temperature: float, rng: np.random.Generator) -> int:
    p = np.round(np.asarray(temperature_probabilities(logits, temperature), dtype=float), 3)
    return int(rng.choice(len(p), p=p / p.sum()))
