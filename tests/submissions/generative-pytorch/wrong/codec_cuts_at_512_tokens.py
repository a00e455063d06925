"""Only 512 tokens of a text are read or written.

test-encode: 0
test-decode: 0
"""


# %% encode
MAX_LENGTH = 512


def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    index = {character: i for i, character in enumerate(vocabulary)}
    return torch.tensor([index.get(c, 0) for c in text[:MAX_LENGTH]], dtype=torch.long)


# %% decode
def decode(ids: torch.Tensor, vocabulary: list[str]) -> str:
    characters = ["\N{REPLACEMENT CHARACTER}", *vocabulary[1:]]
    return "".join(characters[i] for i in ids[:512].tolist())
