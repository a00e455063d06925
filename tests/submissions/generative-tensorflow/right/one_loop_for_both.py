"""One loop writes both texts; what differs is how a token is chosen."""
# %% generate
def one_hot_token(token, vocabulary):
    return tf.one_hot([int(token)], len(vocabulary))


def write(model, vocabulary, size, start, choose):
    state = None
    for token in encode([start], vocabulary)[0][:-1]:
        p, state = step(model, one_hot_token(token, vocabulary), state)
    new = []
    while len(new) < size:
        allowed = np.array(p)[0]
        allowed[[0, 1]] = 0.0
        token = choose(allowed)
        if vocabulary[token] == "<eos>":
            break
        new.append(vocabulary[token])
        p, state = step(model, one_hot_token(token, vocabulary), state)
    return start + "".join(new)


def generate(model, vocabulary, size, start):
    return write(model, vocabulary, size, start, np.argmax)

# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    def choose(p):
        return sample_token(p, temperature, rng)

    return write(model, vocabulary, size, start, choose)
