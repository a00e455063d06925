"""Two dashes in a row become a long one.

test-detokenize: 0
"""
# %% detokenize
def detokenize(tokens: list[str]) -> str:
    no_before = set(".,;:!?…”)\n")
    no_after = set("“(\n")
    out = []
    for i, token in enumerate(tokens):
        if i > 0:
            prev = tokens[i - 1]
            space = token not in no_before and prev not in no_after
            if prev == "—" and token == "—":
                space = False  # a longer dash
            if space:
                out.append(" ")
        out.append(token)
    return "".join(out)
