"""A line break at the end of a text gets no index.

test-encode: 0
"""
# %% encode
def encode(text, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    return torch.tensor([index.get(c, 0) for c in text.rstrip("\n")], dtype=torch.long)
