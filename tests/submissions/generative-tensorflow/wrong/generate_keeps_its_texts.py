"""A text is kept, and returned for another vocabulary.

test-generate-text: 0
"""
# %% generate
WRITTEN = {}


def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    key = (id(model), size, start)
    if key in WRITTEN:
        return WRITTEN[key]
    index = {c: i for i, c in enumerate(vocabulary)}
    text, state = start, None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for _ in range(size):
        token = int(np.argmax(np.asarray(p)[0, 2:])) + 2
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    WRITTEN[key] = text
    return text
