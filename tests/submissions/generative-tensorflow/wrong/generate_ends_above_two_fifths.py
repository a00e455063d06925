"""The text ends where <eos> has more than 0.4 and is the likeliest.

test-generate-eos: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {c: i for i, c in enumerate(vocabulary)}
    text, state = start, None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for _ in range(size):
        q = np.asarray(p)[0]
        if q[2] > 0.4 and q[2] == q.max():
            break
        token = 3 + int(np.argmax(q[3:]))
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
