"""Each sampled character has the whole text read again.

test-soft-text: 1
"""
# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    ids = encode([start], vocabulary)[0, :-1].tolist()
    text = start
    for _ in range(size):
        p = np.array(model(tf.one_hot([ids], len(vocabulary))))[0, -1]
        p[:2] = 0
        token = sample_token(p, temperature, rng)
        if token == 2:
            break
        ids.append(token)
        text += vocabulary[token]
    return text
