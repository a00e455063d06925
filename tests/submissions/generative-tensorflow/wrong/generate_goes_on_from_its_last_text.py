"""The state of a model is kept from text to text.

test-generate-text: 0
"""
# %% generate
MEMORY = {}


def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {c: i for i, c in enumerate(vocabulary)}
    _model, state = MEMORY.get(id(model), (model, None))
    text = start
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for _ in range(size):
        token = int(np.argmax(np.asarray(p)[0, 2:])) + 2
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    MEMORY[id(model)] = model, state
    return text
