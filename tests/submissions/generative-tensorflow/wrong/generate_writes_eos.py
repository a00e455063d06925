"""The text is ended after "<eos>" has been written.

test-generate-eos: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    text = start
    for _ in range(size):
        token = 2 + int(np.argmax(p[0, 2:]))
        text += vocabulary[token]
        if token == 2:
            break
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
