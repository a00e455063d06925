"""Each round reads one pending token, so that the last one written is never read."""
# %% generate
def generate(model, vocabulary, size, start):
    *prompt, pending = encode([start], vocabulary)[0, :-1].tolist()
    state = None
    for token in prompt:
        _, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    characters = list(start)
    for _ in range(size):
        p, state = step(model, tf.one_hot([pending], len(vocabulary)), state)
        ranking = np.argsort(-np.asarray(p[0]), kind="stable")
        pending = int(next(token for token in ranking if token > 1))
        if pending == vocabulary.index("<eos>"):
            break
        characters.append(vocabulary[pending])
    return "".join(characters)
