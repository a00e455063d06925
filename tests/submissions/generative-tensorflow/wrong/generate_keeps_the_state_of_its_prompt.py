"""Each new token is read after the prompt alone: the state that comes of it is not kept.

test-generate-text: 0
test-generate-reads: 0
test-generate-steps: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    text = start
    for _ in range(size):
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
        p, _state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
