"""Capitals get the index of their small letter.

test-encode: 0
test-batch-windows: 0
test-train-learns: 0
test-generate-text: 0
test-soft-text: 0
"""
# %% encode
def encode(text, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    return torch.tensor([index.get(c, 0) for c in text.lower()], dtype=torch.long)
