"""One loop that remembers whether a space is due."""
# %% detokenize
def detokenize(tokens):
    pieces = []
    due = False
    for token in tokens:
        if due and token not in set(".,;:!?…”)\n"):
            pieces.append(" ")
        pieces.append(token)
        due = token not in {"“", "(", "\n"}
    return "".join(pieces)
