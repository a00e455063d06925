"""encode writes into a row of zeros and suppresses the ValueError of list.index."""


# %% encode
from contextlib import suppress


def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    tokens = torch.zeros(len(text), dtype=torch.long)
    for place, character in enumerate(text):
        with suppress(ValueError):
            tokens[place] = vocabulary.index(character, 1)
    return tokens


# %% decode
def decode(ids: torch.Tensor, vocabulary: list[str]) -> str:
    characters = ["\N{REPLACEMENT CHARACTER}", *vocabulary[1:]]
    return "".join(map(characters.__getitem__, ids))
