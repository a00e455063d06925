"""A prompt with an unknown character cannot be continued by sampling.

test-soft-text: 0
"""
# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    V = len(vocabulary)
    state = None
    for token in [vocabulary.index(c) for c in start]:
        p, state = step(model, tf.one_hot([token], V), state)
    text = start
    for _ in range(size):
        p = np.array(p[0])
        p[:2] = 0
        token = sample_token(p, temperature, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], V), state)
    return text
