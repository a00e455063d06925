"""Numbers and words have patterns of their own, and 4x4 falls apart.

test-tokens-words: 0
"""
# %% tokenize
import re


def tokenize(text: str) -> list[str]:
    return re.findall(r"\d+|[^\W\d](?:[\w’-]*\w)?|[^\w\s]|\n", text)
