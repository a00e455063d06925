"""The text ends only where <eos> is likelier than padding and <unk> too.

test-generate-unk: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {c: i for i, c in enumerate(vocabulary)}
    text, state = start, None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for _ in range(size):
        q = np.asarray(p)[0]
        if q.argmax() == 2:
            break
        token = 3 + int(np.argmax(q[3:]))
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
