"""The state is carried, and yet the whole text is fed to it anew for every new character.

test-generate-text: 0
test-generate-reads: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    ids = encode([start], vocabulary)[0, :-1].tolist()
    state = None
    for _ in range(size):
        for token in ids:
            p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        ids.append(token)
    return start + decode(ids[len(start) :], vocabulary)
