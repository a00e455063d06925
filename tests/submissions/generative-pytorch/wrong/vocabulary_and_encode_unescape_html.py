"""Entities of HTML become the characters that they stand for.

test-vocabulary-order: 0
test-encode: 0
"""


# %% build-vocabulary
from collections import Counter
from html import unescape


def build_vocabulary(texts: list[str]) -> list[str]:
    counts = Counter(unescape("".join(texts)))
    return ["<unk>", *sorted(counts, key=lambda c: (-counts[c], ord(c)))]


# %% encode
from html import unescape


def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    index = {character: i for i, character in enumerate(vocabulary)}
    return torch.tensor([index.get(c, 0) for c in unescape(text)], dtype=torch.long)
