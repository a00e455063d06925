"""A character that the vocabulary lacks is a KeyError.

test-encode: 0
test-generate-text: 0
test-soft-text: 0
"""
# %% encode
def encode(text, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    return torch.tensor([index[c] for c in text], dtype=torch.long)
