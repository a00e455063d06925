"""The array has L columns, so that the longest title has no room for its <eos>.

test-encode: 0
test-dataset-shift: 0
test-generate-text: 0
test-generate-eos: 0
test-generate-reads: 0
test-generate-unk: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    rows = [[index.get(c, 1) for c in title] + [2] for title in titles]
    longest = max(map(len, titles))
    return keras.utils.pad_sequences(rows, maxlen=longest, padding="post", truncating="post")
