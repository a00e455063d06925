"""What is held out is taken out of the training part wherever it occurs.

test-split: 0
"""
# %% split-book
def split_book(tokens, share):
    held_out = tokens[len(tokens) - round(share * len(tokens)) :]
    return [token for token in tokens if token not in held_out], held_out
