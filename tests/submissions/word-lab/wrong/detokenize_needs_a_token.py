"""The text begins with the first token, so that no tokens are an error.

test-detokenize: 0
"""
# %% detokenize
def detokenize(tokens):
    text = tokens[0]
    for before, token in zip(tokens, tokens[1:]):
        together = token in ".,;:!?…”)\n" or before in "“(\n"
        text += token if together else " " + token
    return text
