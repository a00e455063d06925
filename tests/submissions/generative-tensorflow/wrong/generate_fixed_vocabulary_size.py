"""The one-hot vectors have 84 numbers, as many as the notebook has tokens.

test-generate-text: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    V = 84
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], V), state)
    text = start
    for _ in range(size):
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], V), state)
    return text
