"""The share is turned into whole percents.

test-split: 0
"""
# %% split-book
def split_book(tokens: list[str], share: float) -> tuple[list[str], list[str]]:
    percent = int(share * 100)
    n = round(len(tokens) * percent / 100)
    return tokens[: len(tokens) - n], tokens[len(tokens) - n :]
