"""A U+FEFF at the beginning is left out.

test-encode: 0
"""


# %% encode
def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    index = {c: i for i, c in enumerate(vocabulary)}
    characters = text.encode("utf-8").decode("utf-8-sig")
    return torch.tensor([index.get(c, 0) for c in characters], dtype=torch.long)
