"""Words are ordered by their share of the text, rounded to four places.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens: list[str], max_size: int) -> list[str]:
    shares = {token: round(n / len(tokens), 4) for token, n in Counter(tokens).items()}
    ordered = sorted(sorted(shares), key=shares.get, reverse=True)
    return ["<unk>", *ordered[: max_size - 1]]
