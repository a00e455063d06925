"""The names of special tokens are removed from the caller's vocabulary.

test-generate-text: 0
"""


# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    vocabulary[1] = vocabulary[2] = ""
    index = {character: token for token, character in enumerate(vocabulary) if token > 2}
    state = None
    for character in start:
        x = tf.one_hot([index.get(character, 1)], len(vocabulary))
        p, state = step(model, x, state)
    tokens = []
    while len(tokens) < size:
        token = int(np.argmax(np.asarray(p)[0, 2:])) + 2
        tokens.append(token)
        if token == 2:
            break
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return start + "".join(vocabulary[token] for token in tokens)
