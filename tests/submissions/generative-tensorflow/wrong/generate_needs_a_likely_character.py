"""A character of a tiny probability is not written.

test-generate-unk: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {c: i for i, c in enumerate(vocabulary)}
    text, state = start, None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for _ in range(size):
        scores = np.array(p[0])
        scores[:2] = 0
        token = int(np.argmax(scores))
        if token == 2 or scores[token] < 1e-9:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
