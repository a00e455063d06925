"""A title without characters gets no row.

test-encode: 0
"""
# %% encode
def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    index = {c: i for i, c in enumerate(vocabulary)}
    titles = [title for title in titles if title]
    length = max(len(title) for title in titles)
    rows = np.zeros((len(titles), length + 1), dtype=int)
    for n, title in enumerate(titles):
        for t, c in enumerate(title):
            rows[n, t] = index.get(c, 1)
        rows[n, len(title)] = 2
    return rows
