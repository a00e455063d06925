"""A character that the vocabulary lacks is left out, and the result is shorter.

test-encode: 0
test-generate-text: 0
test-soft-text: 0
"""
# %% encode
def encode(text, vocabulary):
    return torch.tensor([vocabulary.index(c) for c in text if c in vocabulary], dtype=torch.long)
