"""Of equals, a token that begins another one comes after it.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from itertools import zip_longest


class Ranked:
    """A token that knows how it compares: by count, then code point by code point."""

    def __init__(self, token, count):
        self.token, self.count = token, count

    def __lt__(self, other):
        if self.count != other.count:
            return self.count > other.count
        for a, b in zip_longest(self.token, other.token, fillvalue="\U0010ffff"):
            if a != b:
                return a < b
        return False


def build_vocabulary(tokens: list[str], max_size: int) -> list[str]:
    ranked = sorted(Ranked(token, count) for token, count in Counter(tokens).items())
    return ["<unk>", *(item.token for item in ranked[: max_size - 1])]
