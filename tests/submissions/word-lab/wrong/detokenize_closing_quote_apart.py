"""Spaces go before closing quotation marks and brackets.

test-detokenize: 0
test-round-trip: 0
"""
# %% detokenize
def detokenize(tokens):
    text = ""
    for before, token in zip(["\n", *tokens], tokens):
        text += token if token in ".,;:!?…\n" or before in "“(\n" else " " + token
    return text
