"""The likeliest token of all is fed back, padding too, which is not what is written.

test-generate-unk: 0
"""


# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    text, state = start, None
    for token in np.asarray(encode([start], vocabulary))[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    for _ in range(size):
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot(tf.argmax(p, axis=-1), len(vocabulary)), state)
    return text
