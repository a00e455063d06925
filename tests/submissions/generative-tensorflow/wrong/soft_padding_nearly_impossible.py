"""Padding and <unk> get the probability 1e-30, which a high temperature makes likely.

test-soft-temperature: 0
"""
# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    index = {c: i for i, c in enumerate(vocabulary)}
    state = None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    text = start
    for _ in range(size):
        q = np.array(p[0], dtype=np.float64)
        q[:2] = 1e-30
        token = sample_token(q, temperature, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
