"""The text goes on to the last <eos> of the row.

test-decode: 0
"""
# %% decode
def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    ids = np.asarray(ids)
    ends = np.flatnonzero(ids == 2)
    if ends.size:
        ids = ids[: ends[-1]]
    pieces = ["", "\N{REPLACEMENT CHARACTER}", "", *vocabulary[3:]]
    return "".join(pieces[i] for i in ids)
