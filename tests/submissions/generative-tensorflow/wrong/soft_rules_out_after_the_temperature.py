"""Padding and <unk> are ruled out after the temperature, of which they leave only zeros.

test-soft-temperature: 0
"""
# %% generate-soft
def generate_soft(
    model: keras.Model,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    rng: np.random.Generator,
) -> str:
    index = {c: i for i, c in enumerate(vocabulary)}
    text, state = start, None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for _ in range(size):
        q = temperature_probabilities(p[0], temperature)
        q[:2] = 0
        token = sample_token(q, 1.0, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
