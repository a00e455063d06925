"""Tokens are collected in a list, <eos> among them, and decoded at the end."""
# %% generate
def generate(model, vocabulary, size, start):
    ids = [int(i) for i in encode([start], vocabulary)[0] if i != 2]
    eye = np.eye(len(vocabulary), dtype="float32")
    state = None
    for i in ids:
        p, state = step(model, eye[[i]], state)
    for _ in range(size):
        ids.append(2 + int(tf.argmax(p[0, 2:])))
        if ids[-1] == 2:
            break
        p, state = step(model, eye[ids[-1:]], state)
    return start + decode(ids[len(start):], vocabulary)

# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    ids = [int(i) for i in encode([start], vocabulary)[0] if i != 2]
    eye = np.eye(len(vocabulary), dtype="float32")
    state = None
    for i in ids:
        p, state = step(model, eye[[i]], state)
    mask = np.ones(len(vocabulary))
    mask[:2] = 0
    for _ in range(size):
        ids.append(sample_token(p[0].numpy() * mask, temperature, rng))
        if ids[-1] == 2:
            break
        p, state = step(model, eye[ids[-1:]], state)
    return start + decode(ids[len(start):], vocabulary)
