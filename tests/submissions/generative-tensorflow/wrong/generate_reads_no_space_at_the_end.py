"""A space at the end of the prompt is not read.

test-generate-text: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    state, text = None, start
    for c in start.rstrip() or start:
        token = vocabulary.index(c) if c in vocabulary else 1
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    for _ in range(size):
        token = 2 + int(tf.argmax(p[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
