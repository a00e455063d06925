"""Line breaks at either end of the text go with the white space.

test-detokenize: 0
test-generate-text: 0
"""
# %% detokenize
def detokenize(tokens):
    text = ""
    for before, token in zip(["\n", *tokens], tokens):
        together = token in ".,;:!?…”)\n" or before in "“(\n"
        text += token if together else " " + token
    return text.strip()
