"""The text and the characters to be read are one list, which gets the first new one twice.

test-generate-text: 0
test-generate-eos: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    inp = encode([start], vocabulary)[0, :-1].tolist()
    chars = inp
    state = None
    for _ in range(size):
        for token in inp:
            p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        chars.append(token)
        inp.append(token)
        inp = inp[-1:]
    return decode(chars, vocabulary)
