"""The choice is a draw at T = 0.01.

test-generate-text: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    rng = np.random.default_rng(0)
    index = {c: i for i, c in enumerate(vocabulary)}
    text, state = start, None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for _ in range(size):
        q = np.asarray(p, dtype=np.float64)[0, 2:]
        q = (q / q.max()) ** 100
        token = int(rng.choice(len(q), p=q / q.sum())) + 2
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
