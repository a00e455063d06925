"""Only the forty most likely tokens stay in the draw.

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
    index = {character: token for token, character in enumerate(vocabulary)}
    text, state = start, None
    for character in start:
        p, state = step(model, tf.one_hot([index.get(character, 1)], len(vocabulary)), state)
    for _ in range(size):
        chances = np.array(p[0])
        chances[:2] = 0
        chances[np.argsort(chances)[:-40]] = 0
        token = sample_token(chances, temperature, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
