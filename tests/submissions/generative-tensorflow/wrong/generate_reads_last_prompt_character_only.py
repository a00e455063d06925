"""Of the prompt only the last character is read; from there on the state is carried.

test-generate-text: 0
test-generate-reads: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    text = start
    token, state = vocabulary.index(start[-1]), None
    for _ in range(size):
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
    return text
