"""A capital letter that is unknown is read as the small one.

test-generate-text: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {c: i for i, c in enumerate(vocabulary)}
    text, state = start, None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, index.get(c.lower(), 1))], len(vocabulary)), state)
    for _ in range(size):
        token = 2 + int(np.argmax(np.asarray(p)[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
