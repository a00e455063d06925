"""Padding is chosen and written as an empty string, which leaves the text too short.

test-generate-unk: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    text = start
    for _ in range(size):
        allowed = np.array(p[0])
        allowed[1] = 0  # no <unk>
        token = int(np.argmax(allowed))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
