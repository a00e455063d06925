"""The numbers of a vocabulary are kept for the next one of the same size.

test-encode: 0
test-batch-windows: 0
test-train-learns: 0
test-generate-text: 0
test-generate-steps: 0
test-soft-text: 0
"""
# %% encode
_tables = {}


def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    key = len(vocabulary)
    if key not in _tables:
        _tables[key] = {c: i for i, c in enumerate(vocabulary)}
    return torch.tensor([_tables[key].get(c, 0) for c in text], dtype=torch.long)
