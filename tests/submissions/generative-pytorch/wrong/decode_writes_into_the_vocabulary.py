"""The replacement character is written into the vocabulary that was handed over.

test-decode: 0
"""
# %% decode
def decode(ids: torch.Tensor, vocabulary: list[str]) -> str:
    vocabulary[0] = "\N{REPLACEMENT CHARACTER}"
    return "".join(vocabulary[i] for i in ids.tolist())
