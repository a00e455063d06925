"""Blocks of a thousand tokens are joined with a space, whatever stands at the seam.

test-detokenize: 0
"""


# %% detokenize
NO_SPACE_BEFORE = set(".,;:!?…”)\n")
NO_SPACE_AFTER = set("“(\n")
BLOCK = 1000


def join_block(block):
    pieces = []
    previous = "\n"
    for token in block:
        if previous not in NO_SPACE_AFTER and token not in NO_SPACE_BEFORE:
            pieces.append(" ")
        pieces.append(token)
        previous = token
    return "".join(pieces)


def detokenize(tokens: list[str]) -> str:
    tokens = list(tokens)
    blocks = [tokens[i : i + BLOCK] for i in range(0, len(tokens), BLOCK)]
    return " ".join(join_block(block) for block in blocks)
