"""Whether a character is known is asked of all entries joined, which have the letters of <unk>.

test-encode: 0
test-generate-text: 0
test-soft-text: 0
"""
# %% encode
def encode(text, vocabulary):
    known = "".join(vocabulary)
    return torch.tensor([vocabulary.index(c) if c in known else 0 for c in text], dtype=torch.long)
