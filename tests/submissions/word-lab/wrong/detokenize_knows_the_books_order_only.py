"""Opening signs are closed up only after a space, so that two of them in a row stay apart.

test-detokenize: 0
"""
# %% detokenize
def detokenize(tokens):
    text = " ".join(tokens)
    for sign in ".,;:!?…”)":
        text = text.replace(" " + sign, sign)
    for sign in "“(":
        text = text.replace(" " + sign + " ", " " + sign)
    return text.replace(" \n ", "\n").removeprefix(" ")
