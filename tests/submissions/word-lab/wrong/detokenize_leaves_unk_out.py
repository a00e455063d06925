"""<unk> is left out of the text.

test-detokenize: 0
"""
# %% detokenize
def detokenize(tokens):
    text, before = "", "\n"
    for token in tokens:
        if token == "<unk>":
            continue
        if token not in ".,;:!?…”)\n" and before not in "“(\n":
            text += " "
        text += token
        before = token
    return text
