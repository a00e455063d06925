"""A character is written before size is looked at: one too many where size is 0.

test-generate-text: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    V = len(vocabulary)
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], V), state)
    text, written = start, 0
    while True:
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            return text
        text += vocabulary[token]
        written += 1
        if written >= size:
            return text
        p, state = step(model, tf.one_hot([token], V), state)
