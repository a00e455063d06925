"""The index is kept for a vocabulary of this size that ends in this character.

test-encode: 0
"""
# %% encode
INDICES = {}


def encode(titles, vocabulary):
    known = len(vocabulary), vocabulary[-1]
    if known not in INDICES:
        INDICES[known] = {entry: i for i, entry in enumerate(vocabulary)}
    index = INDICES[known]
    rows = [[index.get(character, 1) for character in title] + [2] for title in titles]
    return keras.utils.pad_sequences(rows, padding="post")
