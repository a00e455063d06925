"""The text is split into its lines: a line break at its end is lost.

test-tokens-signs: 0
"""
# %% tokenize
import re


def tokenize(text):
    tokens = []
    for line in text.splitlines():
        tokens += re.findall(r"[\w’-]+|[^\w\s]", line)
        tokens.append("\n")
    return tokens[:-1]
