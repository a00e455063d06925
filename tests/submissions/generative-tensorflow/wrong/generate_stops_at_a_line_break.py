"""A line break ends the text, as <eos> does.

test-generate-text: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    text = start
    for _ in range(size):
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2 or vocabulary[token] == "\n":
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
