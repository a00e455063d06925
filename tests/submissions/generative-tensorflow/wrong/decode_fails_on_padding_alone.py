"""Padding is cut off behind the last token, which a row of padding lacks.

test-decode: 0
"""


# %% decode
def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    ids = np.asarray(ids)
    last = np.flatnonzero(ids)[-1]
    text = ""
    for token in ids[: last + 1].tolist():
        if token == 2:
            break
        if token == 1:
            text += "\N{REPLACEMENT CHARACTER}"
        elif token != 0:
            text += vocabulary[token]
    return text
