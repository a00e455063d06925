"""model.predict gets the whole growing text for every new character.

test-generate-steps: 0
"""
# %% generate
def generate(model, vocabulary, size, start):
    text = start
    for _ in range(size):
        x = tf.one_hot(encode([text], vocabulary)[:, :-1], len(vocabulary))
        p = model.predict(x, verbose=0)[0, -1]
        token = 2 + int(p[2:].argmax())
        if token == 2:
            break
        text += vocabulary[token]
    return text
