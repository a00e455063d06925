"""U+FFFD is 0 in any vocabulary, since decode writes 0 as U+FFFD.

test-encode: 0
"""
# %% encode
def encode(text, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    index["\N{REPLACEMENT CHARACTER}"] = 0
    return torch.tensor([index.get(c, 0) for c in text], dtype=torch.long)
