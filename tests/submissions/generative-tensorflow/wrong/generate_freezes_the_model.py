"""The model learns nothing any more after it has written a text.

test-generate-text: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    model.trainable = False  # inference mode
    index = {c: i for i, c in enumerate(vocabulary)}
    state, text = None, start
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for _ in range(size):
        token = int(tf.argmax(tf.convert_to_tensor(p)[0, 2:])) + 2
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
