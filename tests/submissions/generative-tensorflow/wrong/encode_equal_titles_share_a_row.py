"""Rows are collected in a dictionary by their titles, so that equal titles get one row.

test-encode: 0
"""
# %% encode
def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    index = {character: token for token, character in enumerate(vocabulary)}
    width = max(len(title) for title in titles) + 1
    tokens = {title: [index.get(c, 1) for c in title] + [2] for title in titles}
    return np.array([row + [0] * (width - len(row)) for row in tokens.values()])
