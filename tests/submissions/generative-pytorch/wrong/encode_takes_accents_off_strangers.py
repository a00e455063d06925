"""An accented letter that the vocabulary lacks is read as its bare letter.

test-encode: 0
"""
# %% encode
import unicodedata


def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    index = {character: i for i, character in enumerate(vocabulary)}
    tokens = [
        index[c] if c in index else index.get(unicodedata.normalize("NFD", c)[0], 0) for c in text
    ]
    return torch.tensor(tokens, dtype=torch.int64)
