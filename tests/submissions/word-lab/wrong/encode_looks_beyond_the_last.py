"""A token that would come after the vocabulary's last one is an IndexError.

test-encode: 0
"""
# %% encode
def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    entries, wanted = np.array(vocabulary, dtype=str), np.array(tokens, dtype=str)
    order = np.argsort(entries)
    places = order[np.searchsorted(entries, wanted, sorter=order)]
    return np.where(entries[places] == wanted, places, 0)
