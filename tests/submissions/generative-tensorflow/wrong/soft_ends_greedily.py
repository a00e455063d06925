"""A text ends where <eos> is the most likely token.

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
    text, state = start, None
    for token in np.asarray(encode([start], vocabulary))[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    for _ in range(size):
        q = np.array(p[0])
        q[:2] = 0
        if q.argmax() == 2:
            break
        q[2] = 0
        token = sample_token(q, temperature, rng)
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
