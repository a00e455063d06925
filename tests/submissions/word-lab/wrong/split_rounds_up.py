"""The held-out part is never smaller than its share: ceil, not round.

test-split: 0
"""
# %% split-book
import math


def split_book(tokens, share):
    cut = len(tokens) - math.ceil(share * len(tokens))
    return tokens[:cut], tokens[cut:]
