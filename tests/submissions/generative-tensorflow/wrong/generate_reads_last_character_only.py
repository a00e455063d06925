"""The network gets the last character of the text and nothing before it.

test-generate-text: 0
test-generate-reads: 0
test-generate-steps: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    text = start
    for _ in range(size):
        last = encode([text[-1]], vocabulary)[:, 0]
        p, _state = step(model, tf.one_hot(last, len(vocabulary)))
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
    return text
