"""Each part is rounded by itself: a token is lost where both are halves.

test-split: 0
"""


# %% split-book
def split_book(tokens: list[str], share: float) -> tuple[list[str], list[str]]:
    n_training = round((1 - share) * len(tokens))
    n_held_out = round(share * len(tokens))
    return tokens[:n_training], tokens[len(tokens) - n_held_out :]
