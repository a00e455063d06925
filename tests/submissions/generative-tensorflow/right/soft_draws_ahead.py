"""Each token is drawn before it is known whether there is room for it."""
# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    state, text = None, start
    for i in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([i], len(vocabulary)), state)
    mask = np.arange(len(vocabulary)) >= 2
    token = sample_token(np.where(mask, np.asarray(p)[0], 0), temperature, rng)
    while token != 2 and len(text) - len(start) < size:
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
        token = sample_token(np.where(mask, np.asarray(p)[0], 0), temperature, rng)
    return text
