"""The text ends where <eos> has more than one half.

test-generate-eos: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    text = start
    for _ in range(size):
        if p[0, 2] > 0.5:
            break
        token = 3 + int(np.argmax(p[0, 3:]))
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
