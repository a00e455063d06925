"""The token is looked up by its probability, which padding may have as well.

test-generate-unk: 0
"""


# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {token: i for i, token in enumerate(vocabulary)}
    state, text = None, start
    for character in start:
        x = tf.one_hot([index.get(character, 1)], len(vocabulary))
        p, state = step(model, x, state)
    for _ in range(size):
        row = np.asarray(p)[0].tolist()
        token = row.index(max(row[2:]))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
