"""What is fed back is the distribution from which the token was drawn.

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
    state, text = None, start
    for token in np.asarray(encode([start], vocabulary))[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    for _ in range(size):
        weights = np.array(p[0])
        weights[:2] = 0
        q = temperature_probabilities(weights, temperature)
        token = int(rng.choice(len(q), p=q))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.constant(q[None], tf.float32), state)
    return text
