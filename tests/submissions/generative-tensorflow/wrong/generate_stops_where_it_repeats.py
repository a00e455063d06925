"""A text that repeats itself ends.

test-generate-unk: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {c: i for i, c in enumerate(vocabulary)}
    text, state = start, None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for _ in range(size):
        token = int(np.argmax(np.asarray(p)[0, 2:])) + 2
        if token == 2 or (len(text) >= 24 and text[-12:] == text[-24:-12]):
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
