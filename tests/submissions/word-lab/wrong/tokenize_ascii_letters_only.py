"""Only the letters from a to z make words: coração falls apart.

test-tokens-words: 0
test-round-trip: 0
"""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[A-Za-z0-9’-]+|[^A-Za-z0-9\s]|\n", text)
