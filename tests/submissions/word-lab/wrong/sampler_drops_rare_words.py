"""Beside likely words, those rarer than 0.001 are never drawn.

test-sampler-temperature: 0
"""
# %% sample-word
def sample_word(logits: np.ndarray, temperature: float, rng: np.random.Generator) -> int:
    p = np.array(temperature_probabilities(logits, temperature), dtype=float)
    if p.max() > 1e-3:
        p[p < 1e-3] = 0.0  # noise
    return int(rng.choice(len(p), p=p / p.sum()))
