"""The row is cut to as many tokens as are not 0, though padding may stand inside.

test-decode: 0
"""


# %% decode
def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    characters = []
    for token in ids[: np.count_nonzero(ids)]:
        if token == 2:
            break
        elif token == 1:
            characters.append("\N{REPLACEMENT CHARACTER}")
        else:
            characters.append(vocabulary[token])
    return "".join(characters)
