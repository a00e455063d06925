"""The share is cut to a whole number, not rounded.

test-split: 0
"""
# %% split-book
def split_book(tokens, share):
    size = int(share * len(tokens))
    return tokens[: len(tokens) - size], tokens[len(tokens) - size :]
