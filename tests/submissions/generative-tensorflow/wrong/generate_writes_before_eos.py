"""<eos> cannot be the first choice.

test-generate-eos: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {c: i for i, c in enumerate(vocabulary)}
    text, state = start, None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for n in range(size):
        first = 3 if n == 0 else 2
        token = int(np.argmax(np.asarray(p)[0, first:])) + first
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
