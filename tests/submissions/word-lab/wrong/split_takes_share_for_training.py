"""The share is taken for that of the training part.

test-split: 0
test-weight: 0
"""
# %% split-book
def split_book(tokens, share):
    cut = round(share * len(tokens))
    return tokens[:cut], tokens[cut:]
