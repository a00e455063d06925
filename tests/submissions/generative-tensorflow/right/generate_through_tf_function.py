"""Each step goes through a graph."""
# %% generate
def generate(model, vocabulary, size, start):
    V = len(vocabulary)
    state = None
    one_step = tf.function(lambda x, before: step(model, x, before), reduce_retracing=True)
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = one_step(tf.one_hot([token], V), state)
    text = start
    for _ in range(size):
        p = np.array(p[0])
        p[:2] = -1
        token = int(np.argmax(p))
        if token == 2:
            break
        text += vocabulary[token]
        p, state = one_step(tf.one_hot([token], V), state)
    return text
