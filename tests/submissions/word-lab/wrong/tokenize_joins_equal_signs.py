"""A sign that is repeated, as in !!!, makes one token.

test-tokens-signs: 0
test-round-trip: 0
"""
# %% tokenize
import re


def tokenize(text):
    found = re.finditer(r"[\w’-]+|([^\w\s])\1*|\n", text)
    return [match.group() for match in found]
