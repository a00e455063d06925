"""An ellipsis that begins a line or a quotation is glued to the word behind it.

test-detokenize: 0
"""
# %% detokenize
def detokenize(tokens: list[str]) -> str:
    text = ""
    before, left = "", "\n"
    for token in tokens:
        leading = left == "…" and before in ("\n", "“", "(")
        if not (leading or left in "“(\n" or token in ".,;:!?…”)\n"):
            text += " "
        text += token
        before, left = left, token
    return text
