"""Layers are stepped by hand, and one state serves all of them.

test-generate-steps: 0
"""


# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    numbers = {character: token for token, character in enumerate(vocabulary)}

    def read_token(token, state):
        out = tf.one_hot([token], len(vocabulary))
        for layer in model.layers:
            if isinstance(layer, keras.layers.RNN):
                if state is None:
                    state = layer.get_initial_state(batch_size=1)
                out, state = layer.cell(out, state)
            elif not isinstance(layer, keras.layers.InputLayer):
                out = layer(out)
        return out, state

    text, state = start, None
    for character in start:
        p, state = read_token(numbers.get(character, 1), state)
    for _ in range(size):
        token = 2 + int(np.argmax(np.asarray(p)[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = read_token(token, state)
    return text
