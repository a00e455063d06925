"""A space is left at the beginning of a line.

test-detokenize: 0
test-round-trip: 0
"""
# %% detokenize
def detokenize(tokens):
    text = ""
    for before, token in zip(["“", *tokens], tokens):
        text += token if token in ".,;:!?…”)\n" or before in "“(" else " " + token
    return text
