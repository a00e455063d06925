"""Words are made of letters only, and numbers are lost.

test-tokens-words: 0
test-round-trip: 0
"""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[^\W\d_]+(?:[’-][^\W\d_]+)*|[.,;:!?…“”()—]|\n", text)
