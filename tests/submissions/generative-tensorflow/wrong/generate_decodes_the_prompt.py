"""The prompt is written by its tokens: what the vocabulary lacks comes back as �.

test-generate-text: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    V = len(vocabulary)
    ids = [int(token) for token in encode([start], vocabulary)[0, :-1]]
    state = None
    for token in ids:
        p, state = step(model, tf.one_hot([token], V), state)
    for _ in range(size):
        ids.append(2 + int(np.argmax(p[0, 2:])))
        if ids[-1] == 2:
            break
        p, state = step(model, tf.one_hot([ids[-1]], V), state)
    return decode(np.array(ids), vocabulary)
