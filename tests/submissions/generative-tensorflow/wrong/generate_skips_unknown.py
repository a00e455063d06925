"""A character of the prompt that the vocabulary lacks is not read at all.

test-generate-text: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    V = len(vocabulary)
    state = None
    for token in [vocabulary.index(c) for c in start if c in vocabulary]:
        p, state = step(model, tf.one_hot([token], V), state)
    text = start
    for _ in range(size):
        p = np.array(p[0])
        p[:2] = -1
        token = int(np.argmax(p))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], V), state)
    return text
