"""Of the prompt only the last 32 characters are read.

test-generate-text: 0
"""
# %% generate
WINDOW = 32


def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    v, state = len(vocabulary), None
    for token in np.asarray(encode([start[-WINDOW:]], vocabulary))[0, :-1]:
        p, state = step(model, tf.one_hot([token], v), state)
    written = []
    while len(written) < size:
        token = 2 + int(np.argmax(np.asarray(p)[0, 2:]))
        if vocabulary[token] == "<eos>":
            break
        written.append(vocabulary[token])
        p, state = step(model, tf.one_hot([token], v), state)
    return start + "".join(written)
