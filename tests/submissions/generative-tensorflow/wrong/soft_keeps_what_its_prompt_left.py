"""What a model says after a prompt is kept, and not asked again after it has learned.

test-soft-text: 0
"""

# %% generate-soft
_after = {}


def generate_soft(
    model: keras.Model,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    rng: np.random.Generator,
) -> str:
    index = {character: token for token, character in enumerate(vocabulary)}
    if (model, start) not in _after:
        state = None
        for c in start:
            p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
        _after[model, start] = p, state
    p, state = _after[model, start]
    text = start
    for _ in range(size):
        allowed = np.array(p[0])
        allowed[:2] = 0
        token = sample_token(allowed, temperature, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
