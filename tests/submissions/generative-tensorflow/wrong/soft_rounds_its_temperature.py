"""A temperature above one half is rounded to a whole number.

test-soft-temperature: 0
"""
# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    text = start
    for _ in range(size):
        allowed = np.array(p[0])
        allowed[:2] = 0
        token = sample_token(allowed, max(1, round(temperature)) if temperature > 0.5 else temperature, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
