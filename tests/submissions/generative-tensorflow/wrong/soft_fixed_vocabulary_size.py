"""The one-hot vectors have 84 numbers, as many as the notebook has tokens.

test-soft-text: 0
"""
# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    V = 84
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], V), state)
    text = start
    for _ in range(size):
        allowed = np.array(p[0])
        allowed[:2] = 0
        token = sample_token(allowed, temperature, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], V), state)
    return text
