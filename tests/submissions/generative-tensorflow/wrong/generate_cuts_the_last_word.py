"""A text that does not end by itself is cut where its last word begins.

test-generate-text: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    new, state, ended = "", None, False
    for token in np.asarray(encode([start], vocabulary))[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    while len(new) < size and not ended:
        token = 2 + int(np.argmax(np.asarray(p)[0, 2:]))
        ended = token == 2
        if not ended:
            new += vocabulary[token]
            p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    if not ended and " " in new:
        new = new[: new.rindex(" ")]
    return start + new
