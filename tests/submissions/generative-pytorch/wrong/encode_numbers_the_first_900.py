"""Only the first 900 entries of a vocabulary get a number.

test-encode: 0
"""


# %% encode
def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    index = dict(zip(vocabulary, range(900)))
    return torch.tensor([index.get(c, 0) for c in text], dtype=torch.long)
