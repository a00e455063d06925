"""A global seed is set, though all random numbers come from the generator.

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
    keras.utils.set_random_seed(42)  # reproducible
    state, text = None, start
    for token in np.asarray(encode([start], vocabulary))[0, :-1]:
        p, state = step(model, tf.one_hot([int(token)], len(vocabulary)), state)
    for _ in range(size):
        weights = np.array(p[0])
        weights[:2] = 0
        token = sample_token(weights, temperature, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
