"""The model reads the whole text again for every new character.

test-generate-steps: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    ids = encode([start], vocabulary)[0, :-1].tolist()
    for _ in range(size):
        p = model(tf.one_hot([ids], len(vocabulary)))  # (1, T, V)
        token = 2 + int(np.argmax(p[0, -1, 2:]))
        if token == 2:
            break
        ids.append(token)
    return start + decode(ids[len(start) :], vocabulary)
