"""White space at the ends gets no index.

test-encode: 0
test-generate-text: 0
test-soft-text: 0
"""
# %% encode
def encode(text, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    return torch.tensor([index.get(c, 0) for c in text.strip()], dtype=torch.long)
