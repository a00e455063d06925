"""Where the model finds <eos> most likely inside the prompt, the text ends.

test-generate-eos: 0
"""


# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    index = {character: token for token, character in enumerate(vocabulary)}
    to_read = [index.get(character, 1) for character in start]
    text, state = start, None
    while to_read:
        p, state = step(model, tf.one_hot([to_read.pop(0)], len(vocabulary)), state)
        token = 2 + int(np.argmax(np.asarray(p)[0, 2:]))
        if token == 2:
            break
        if not to_read and len(text) < len(start) + size:
            text += vocabulary[token]
            to_read.append(token)
    return text
