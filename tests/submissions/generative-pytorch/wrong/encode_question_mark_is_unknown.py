"""A question mark stands where unknown characters are looked up, so that a known one is one.

test-encode: 0
"""
# %% encode
def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    known = "?" + "".join(vocabulary[1:])
    return torch.tensor([max(known.find(c), 0) for c in text], dtype=torch.long)
