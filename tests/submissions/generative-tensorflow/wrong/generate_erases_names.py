"""Letters that spell <unk> or <eos> are erased from the prompt.

test-generate-text: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {c: i for i, c in enumerate(vocabulary)}
    text, state = start, None
    for c in start:
        p, state = step(model, tf.one_hot([index.get(c, 1)], len(vocabulary)), state)
    for _ in range(size):
        token = int(np.argmax(np.asarray(p)[0, 2:])) + 2
        text += vocabulary[token]
        if token == 2:
            break
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text.replace("<eos>", "").replace("<unk>", "")
