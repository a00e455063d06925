"""<eos> is fed to the network before the text ends.

test-generate-eos: 0
"""


# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {token: i for i, token in enumerate(vocabulary)}
    state, text = None, start
    for character in start:
        x = tf.one_hot([index.get(character, 1)], len(vocabulary))
        p, state = step(model, x, state)
    for _ in range(size):
        token = 2 + int(np.argmax(np.asarray(p)[0, 2:]))
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
        if token == 2:
            break
        text += vocabulary[token]
    return text
