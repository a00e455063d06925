"""The end is expected from padding, as in a batch, and not from <eos>.

test-generate-eos: 0
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
        allowed[1:3] = 0  # neither <unk> nor <eos> is written
        token = int(np.argmax(allowed))
        if token == 0:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
