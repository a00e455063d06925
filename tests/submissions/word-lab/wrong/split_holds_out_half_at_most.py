"""At most half of the text is held out, whatever the share.

test-split: 0
"""


# %% split-book
def split_book(tokens: list[str], share: float) -> tuple[list[str], list[str]]:
    held = min(round(share * len(tokens)), len(tokens) // 2)
    border = len(tokens) - held
    return tokens[:border], tokens[border:]
