"""A cache hands out one list: what a caller appends to it is a token of the next call.

test-round-trip: 0
"""
# %% tokenize
import functools
import re


@functools.cache
def tokenize(text: str) -> list[str]:
    return re.findall(r"\w+(?:[-’]\w+)*|\n|[^\w\s]", text)
