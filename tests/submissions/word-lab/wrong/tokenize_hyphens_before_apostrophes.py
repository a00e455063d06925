"""A word may have hyphens and then an apostrophe, but no hyphen after it.

test-tokens-words: 0
test-round-trip: 0
"""


# %% tokenize
import re


def tokenize(text: str) -> list[str]:
    return re.findall(r"\w+(?:-\w+)*(?:’\w+)?|[^\w\s]|\n", text)
