"""Neighbouring characters of one kind are grouped, signs parted again."""
# %% tokenize
from itertools import groupby


def tokenize(text: str) -> list[str]:
    tokens = []
    for in_word, group in groupby(text, key=lambda c: c.isalnum() or c in "’-"):
        run = "".join(group)
        tokens.extend([run] if in_word else [c for c in run if c != " "])
    return tokens
