"""Two names stand for one list of tokens, so that the first new token is fed twice.

test-generate-text: 0
test-generate-reads: 0
test-generate-steps: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    inp = encode([start], vocabulary)[0, :-1].tolist()
    chars = inp
    for _ in range(size):
        p = model(tf.one_hot([inp], len(vocabulary)))  # (1, T, V)
        token = 2 + int(np.argmax(p[0, -1, 2:]))
        if token == 2:
            break
        chars.append(token)
        inp = inp + [token]
    return decode(chars, vocabulary)
