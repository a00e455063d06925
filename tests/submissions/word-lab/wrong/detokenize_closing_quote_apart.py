"""Spaces go before closing quotation marks and brackets."""
# %% detokenize
def detokenize(tokens):
    text = ""
    for before, token in zip(["\n", *tokens], tokens):
        text += token if token in ".,;:!?…\n" or before in "“(\n" else " " + token
    return text
