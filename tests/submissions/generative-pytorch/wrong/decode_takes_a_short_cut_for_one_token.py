"""A single token 0 is written as <unk>.

test-decode: 0
"""


# %% decode
def decode(ids: torch.Tensor, vocabulary: list[str]) -> str:
    if len(ids) == 1:
        return vocabulary[ids.item()]
    characters = ["\N{REPLACEMENT CHARACTER}", *vocabulary[1:]]
    return "".join(characters[i] for i in ids.tolist())
