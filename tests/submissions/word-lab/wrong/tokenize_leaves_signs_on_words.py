"""The text is split at white space, and signs stay on their words.

test-tokens-signs: 0
test-round-trip: 0
"""
# %% tokenize
import re


def tokenize(text):
    return text.split()
