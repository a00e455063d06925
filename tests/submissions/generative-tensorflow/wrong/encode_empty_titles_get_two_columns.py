"""Titles are a NumPy array of characters, of which an empty title has one.

test-encode: 0
"""
# %% encode
def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    points = np.array(titles, dtype=np.str_)[:, None].view(np.uint32)  # (B, L), 0 after the end
    known = np.array([0, *(ord(c) for c in vocabulary[3:])])
    tokens = np.array([0, *range(3, len(vocabulary))])
    order = np.argsort(known)
    place = np.clip(np.searchsorted(known[order], points), 0, len(known) - 1)
    rows = np.where(known[order][place] == points, tokens[order][place], 1)
    rows = np.pad(rows, ((0, 0), (0, 1)))
    rows[np.arange(len(titles)), [len(title) for title in titles]] = 2
    return rows
