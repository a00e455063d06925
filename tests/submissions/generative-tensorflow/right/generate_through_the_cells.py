"""The layers' cells are stepped by hand, with a list of states, one for each of them."""
# %% generate
def read_token(model, token, size, states):
    x = tf.one_hot([token], size)
    k = 0
    for layer in model.layers:
        if isinstance(layer, keras.layers.RNN):
            x, states[k] = layer.cell(x, states[k])
            k += 1
        elif not isinstance(layer, (keras.layers.InputLayer, keras.layers.Masking)):
            x = layer(x)
    return x.numpy()[0]


def fresh_states(model):
    recurrent = [layer for layer in model.layers if isinstance(layer, keras.layers.RNN)]
    return [layer.get_initial_state(1) for layer in recurrent]


def generate(model, vocabulary, size, start):
    states = fresh_states(model)
    for token in encode([start], vocabulary)[0]:
        if token == 2:
            break
        p = read_token(model, token, len(vocabulary), states)
    text = start
    for _ in range(size):
        p[:2] = -1
        token = int(p.argmax())
        if token == 2:
            return text
        text += vocabulary[token]
        p = read_token(model, token, len(vocabulary), states)
    return text

# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    states = fresh_states(model)
    for token in encode([start], vocabulary)[0, :-1]:
        p = read_token(model, token, len(vocabulary), states)
    text = start
    for _ in range(size):
        p[:2] = 0
        token = sample_token(p, temperature, rng)
        if token == 2:
            return text
        text += vocabulary[token]
        p = read_token(model, token, len(vocabulary), states)
    return text
