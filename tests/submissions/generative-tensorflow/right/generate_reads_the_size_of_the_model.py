"""The one-hot vectors are as wide as what the model gives."""
# %% generate
def generate(model, vocabulary, size, start):
    V = model.output_shape[-1]
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], V), state)
    text = start
    for _ in range(size):
        token = 2 + int(np.argmax(p[0, 2:]))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], V), state)
    return text
