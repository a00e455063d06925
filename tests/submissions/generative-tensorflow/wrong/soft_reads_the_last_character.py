"""Of the prompt only its last character is read.

test-soft-text: 0
"""
# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    V = len(vocabulary)
    state = None
    for token in encode([start], vocabulary)[0, :-1][-1:]:
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
