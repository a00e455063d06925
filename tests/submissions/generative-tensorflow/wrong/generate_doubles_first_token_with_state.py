"""The list of what is to be read is the text's own, so that the first new token is read twice.

test-generate-text: 0
test-generate-reads: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    chars = encode([start], vocabulary)[0, :-1].tolist()
    unread = chars
    state = None
    for _ in range(size):
        done = len(unread)
        for token in unread:
            p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        chars.append(token)
        unread = unread[done:] + [token]
    return decode(chars, vocabulary)
