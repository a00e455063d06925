"""A carriage return and the line break after it are read as one character.

test-encode: 0
"""
# %% encode
import io


def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    places = {c: i for i, c in enumerate(vocabulary)}
    tokens = []
    for line in io.StringIO(text, newline=None):  # never more than one line in memory
        tokens.extend(places.get(c, 0) for c in line)
    return torch.tensor(tokens, dtype=torch.long)
