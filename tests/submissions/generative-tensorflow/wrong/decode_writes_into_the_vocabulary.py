"""The replacement character is written into the vocabulary that was handed over.

test-decode: 0
"""
# %% decode
def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    ids = np.asarray(ids).tolist()
    if 2 in ids:
        ids = ids[: ids.index(2)]
    table = vocabulary
    table[1] = "\N{REPLACEMENT CHARACTER}"
    return "".join(table[i] for i in ids)
