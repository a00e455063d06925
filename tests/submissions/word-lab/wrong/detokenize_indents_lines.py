"""A space is left at the beginning of a line."""
# %% detokenize
def detokenize(tokens):
    text = ""
    for before, token in zip(["“", *tokens], tokens):
        text += token if token in ".,;:!?…”)\n" or before in "“(" else " " + token
    return text
