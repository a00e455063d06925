"""Tokens are sorted by probability; size 0 returns at once."""
# %% generate
def generate(model, vocabulary, size, start):
    if size < 1:
        return start
    ids = [int(i) for i in np.asarray(encode([start], vocabulary))[0][:-1]]
    text, state = list(start), None
    for i in ids:
        p, state = step(model, np.eye(len(vocabulary), dtype="float32")[[i]], state)
    while len(text) < len(start) + size:
        best = [int(i) for i in np.argsort(-np.asarray(p)[0], kind="stable") if i > 1][0]
        if vocabulary[best] == "<eos>":
            break
        text.append(vocabulary[best])
        p, state = step(model, np.eye(len(vocabulary), dtype="float32")[[best]], state)
    return "".join(text)
