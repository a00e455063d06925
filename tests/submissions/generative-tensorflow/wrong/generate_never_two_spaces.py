"""After a space no other space is written, however likely it is.

test-generate-text: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    text, state = start, None
    for token in np.asarray(encode([start], vocabulary))[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    for _ in range(size):
        p = np.array(p[0], dtype=np.float64)
        p[:2] = -1
        if text.endswith(" ") and " " in vocabulary:
            p[vocabulary.index(" ")] = -1
        token = int(p.argmax())
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
