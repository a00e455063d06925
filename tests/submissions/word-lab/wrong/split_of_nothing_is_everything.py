"""A share of no token is written as tokens[-0:], which is all of them.

test-split: 0
"""
# %% split-book
def split_book(tokens, share):
    last = round(len(tokens) * share)
    return tokens[:-last], tokens[-last:]
