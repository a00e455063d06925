"""Whether the text ends is drawn before the temperature is applied.

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
    text, state = start, None
    for token in np.asarray(encode([start], vocabulary))[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    for _ in range(size):
        probabilities = np.array(p[0], dtype=np.float64)
        probabilities[:2] = 0
        probabilities /= probabilities.sum()
        if rng.random() < probabilities[2]:
            break
        probabilities[2] = 0
        token = sample_token(probabilities, temperature, rng)
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
