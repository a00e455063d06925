"""A share of 0 is taken for none: a tenth is held out.

test-split: 0
"""


# %% split-book
def split_book(tokens: list[str], share: float) -> tuple[list[str], list[str]]:
    share = share or 0.1
    border = len(tokens) - round(share * len(tokens))
    return tokens[:border], tokens[border:]
