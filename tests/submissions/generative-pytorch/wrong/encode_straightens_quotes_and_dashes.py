"""Typographic quotes and dashes are read as plain ones.

test-encode: 0
"""


# %% encode
PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--")


def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    index = {character: i for i, character in enumerate(vocabulary)}
    return torch.tensor([index.get(c, 0) for c in text.translate(PLAIN)], dtype=torch.long)
