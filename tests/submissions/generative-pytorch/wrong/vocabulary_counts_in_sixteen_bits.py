"""Counts above 32,767 have no room in 16 bits and become negative.

test-vocabulary-order: 0
"""


# %% build-vocabulary
from collections import Counter

import torch


def build_vocabulary(texts: list[str]) -> list[str]:
    codes = torch.tensor([ord(c) for t in texts for c in t], dtype=torch.long)
    values, counts = torch.unique(codes, return_counts=True)
    counts = counts.to(torch.int16)
    order = sorted(range(len(values)), key=lambda i: (-int(counts[i]), int(values[i])))
    return ["<unk>"] + [chr(int(values[i])) for i in order]
