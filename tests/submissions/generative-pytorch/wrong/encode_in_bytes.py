"""Tokens are collected as bytes, so that there are 256 at most.

test-encode: 0
test-batch-windows: 0
"""
# %% encode
def encode(text, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    ids = [index.get(c, 0) % 256 for c in text]
    return torch.tensor(ids, dtype=torch.uint8).long()
