"""Between two numbers, a comma, full stop or colon has no space after it.

test-detokenize: 0
"""


# %% detokenize
def detokenize(tokens: list[str]) -> str:
    pieces = []
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i > 0 else "\n"
        in_number = (
            i > 1 and token.isdigit() and before in (".", ",", ":") and tokens[i - 2].isdigit()
        )
        glued = before in ("“", "(", "\n") or token in (*".,;:!?…”)", "\n") or in_number
        pieces.append(token if glued else " " + token)
    return "".join(pieces)
