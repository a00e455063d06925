"""The training part is the whole book, the held-out part with it.

test-split: 0
test-weight: 0
"""
# %% split-book
def split_book(tokens, share):
    cut = len(tokens) - round(share * len(tokens))
    return tokens, tokens[cut:]
