"""A text whose last twenty characters are those before them ends.

test-generate-unk: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    state, text = None, start
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    for _ in range(size):
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
        if len(text) > 40 and text[-20:] == text[-40:-20]:
            break
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
