"""At least one token is held out, though the share is rounded to none.

test-split: 0
"""
# %% split-book
def split_book(tokens, share):
    n = max(1, round(len(tokens) * share))
    return tokens[:-n], tokens[-n:]
