"""A half is rounded up, and the parts come in a list."""
# %% split-book
def split_book(tokens, share):
    n = int(np.floor(len(tokens) * share + 0.5))
    return [tokens[: len(tokens) - n], tokens[len(tokens) - n :]]
