"""The tokens are kept in a bytearray, which ends at 255.

test-generate-text: 0
"""


# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    tokens = bytearray(
        vocabulary.index(character) if character in vocabulary else 1 for character in start
    )
    state = None
    for token in tokens:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    while len(tokens) < len(start) + size:
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        tokens.append(token)
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return start + "".join(vocabulary[token] for token in tokens[len(start) :])
