"""The drawn character is written, and the most likely one is fed.

test-soft-text: 0
"""
# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    state = None
    for token in np.asarray(encode([start], vocabulary))[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    text = start
    for _ in range(size):
        allowed = np.array(p[0])
        allowed[:2] = 0
        token = sample_token(allowed, temperature, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([allowed.argmax()], len(vocabulary)), state)
    return text
