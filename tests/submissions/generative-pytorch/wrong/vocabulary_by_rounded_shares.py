"""The order is that of shares rounded to four places, so that in a long text some are equal.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts: list[str]) -> list[str]:
    counts = Counter("".join(texts))
    total = sum(counts.values())
    share = {c: round(n / total, 4) for c, n in counts.items()}
    return ["<unk>"] + sorted(share, key=lambda c: (-share[c], ord(c)))
