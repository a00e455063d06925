"""The training part is the whole book, the held-out part with it."""
# %% split-book
def split_book(tokens, share):
    cut = len(tokens) - round(share * len(tokens))
    return tokens, tokens[cut:]
