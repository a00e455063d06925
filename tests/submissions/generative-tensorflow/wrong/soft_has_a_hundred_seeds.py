"""The generator gives a seed below 100, from which the whole text comes.

test-soft-text: 0
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
    own = np.random.default_rng(int(rng.integers(100)))
    index = {token: i for i, token in enumerate(vocabulary)}
    state, text = None, start
    for character in start:
        x = tf.one_hot([index.get(character, 1)], len(vocabulary))
        p, state = step(model, x, state)
    for _ in range(size):
        allowed = np.array(p[0])
        allowed[:2] = 0
        token = sample_token(allowed, temperature, own)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
