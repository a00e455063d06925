"""Rows of tokens in lists, as long as each other."""
# %% encode
def encode(titles, vocabulary):
    longest = max(len(title) for title in titles)
    rows = []
    for title in titles:
        row = [vocabulary.index(c) if c in vocabulary else 1 for c in title] + [2]
        rows.append(row + [0] * (longest + 1 - len(row)))
    return rows

# %% make-dataset
def make_dataset(titles, vocabulary, batch_size):
    ids = np.array(encode(titles, vocabulary))
    x = keras.utils.to_categorical(ids[:, :-1], len(vocabulary)).astype("float32")
    x[ids[:, 1:] == 0] = 0
    return tf.data.Dataset.from_tensor_slices((x, ids[:, 1:])).batch(batch_size)

# %% generate
def generate(model, vocabulary, size, start):
    text, state = start, None
    for token in encode([start], vocabulary)[0][:-1]:
        p, state = step(model, np.eye(len(vocabulary))[[token]], state)
    while len(text) - len(start) < size:
        token = 2 + int(keras.ops.argmax(p[0, 2:]))
        if token == 2:
            return text
        text += vocabulary[token]
        p, state = step(model, np.eye(len(vocabulary))[[token]], state)
    return text

# %% generate-soft
def generate_soft(model, vocabulary, size, start, temperature, rng):
    text, state = start, None
    for token in encode([start], vocabulary)[0][:-1]:
        p, state = step(model, np.eye(len(vocabulary))[[token]], state)
    while len(text) - len(start) < size:
        p = keras.ops.convert_to_numpy(p)[0] * (np.arange(len(vocabulary)) > 1)
        token = sample_token(p, temperature, rng)
        if token == 2:
            return text
        text += vocabulary[token]
        p, state = step(model, np.eye(len(vocabulary))[[token]], state)
    return text
