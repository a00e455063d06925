"""A space between any two tokens."""
# %% detokenize
def detokenize(tokens):
    return " ".join(tokens)
