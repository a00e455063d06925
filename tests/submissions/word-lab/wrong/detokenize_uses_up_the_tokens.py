"""The tokens are taken off the caller's list, which is empty afterwards.

test-detokenize: 0
test-round-trip: 0
"""
# %% detokenize
def detokenize(tokens: list[str]) -> str:
    parts, glued = [], True
    tokens.reverse()
    while tokens:
        token = tokens.pop()
        if not glued and token not in ".,;:!?…”)\n":
            parts.append(" ")
        parts.append(token)
        glued = token in "“(\n"
    return "".join(parts)
