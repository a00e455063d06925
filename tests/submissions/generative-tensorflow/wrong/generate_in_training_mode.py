"""The network is called in training mode, and reads everything again.

test-generate-text: 0
test-generate-steps: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    ids = encode([start], vocabulary)[0, :-1].tolist()
    text = start
    for _ in range(size):
        p = np.array(model(tf.one_hot([ids], len(vocabulary)), training=True))[0, -1]
        token = 2 + int(p[2:].argmax())
        if token == 2:
            break
        ids.append(token)
        text += vocabulary[token]
    return text
