"""The letters are those of Western Europe: œ, ł, Greek and Cyrillic ones split a word.

test-tokens-words: 0
"""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[A-Za-z0-9À-ÖØ-öø-ÿ]+(?:[-’][A-Za-z0-9À-ÖØ-öø-ÿ]+)*|[^\w\s]|\n", text)
