"""Quotation marks and dashes are left out.

test-tokens-signs: 0
test-round-trip: 0
"""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w’-]+|[.,;:!?…()]|\n", text)
