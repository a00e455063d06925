"""Characters rarer than one in ten thousand are left out.

test-vocabulary-order: 0
"""


# %% build-vocabulary
from collections import Counter


def build_vocabulary(texts: list[str]) -> list[str]:
    counts = Counter("".join(texts))
    least = sum(counts.values()) / 10_000
    frequent = [c for c in counts if counts[c] >= least]
    return ["<unk>", *sorted(frequent, key=lambda c: (-counts[c], ord(c)))]
