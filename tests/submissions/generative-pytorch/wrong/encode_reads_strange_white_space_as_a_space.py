"""White space that the vocabulary lacks counts as a space.

test-encode: 0
"""


# %% encode
def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    index = {c: i for i, c in enumerate(vocabulary)}
    space = index.get(" ", 0)
    ids = [index.get(c, space if c.isspace() else 0) for c in text]
    return torch.tensor(ids, dtype=torch.long)
