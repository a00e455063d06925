"""Each part is a list within a list.

test-split: 0
test-weight: 0
"""
# %% split-book
def split_book(tokens, share):
    cut = len(tokens) - round(share * len(tokens))
    return [tokens[:cut]], [tokens[cut:]]
