"""One character follows the prompt before the loop, which adds size more: one too many.

test-generate-text: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    token = 2 + int(np.argmax(p[0, 2:]))
    if token == 2:
        return start
    text = start + vocabulary[token]
    for _ in range(size):
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
    return text
