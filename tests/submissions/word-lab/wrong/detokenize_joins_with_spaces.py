"""A space between any two tokens.

test-detokenize: 0
test-round-trip: 0
test-generate-text: 0
"""
# %% detokenize
def detokenize(tokens):
    return " ".join(tokens)
