"""The noise of 64 characters is used again from the 65th on.

test-soft-temperature: 0
"""
# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    index, V = {c: i for i, c in enumerate(vocabulary)}, len(vocabulary)
    noise = rng.gumbel(size=(64, V))
    state = None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], V), state)
    text = start
    for n in range(size):
        q = np.array(p[0], dtype=np.float64)
        q[:2] = 0
        with np.errstate(divide="ignore"):
            token = int(np.argmax(np.log(q) / temperature + noise[n % 64]))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], V), state)
    return text
