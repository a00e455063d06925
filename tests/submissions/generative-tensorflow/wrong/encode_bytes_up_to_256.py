"""Tokens are bytes as long as the last one is at most 256, which no byte holds.

test-encode: 0
"""


# %% encode
def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    index = {character: token for token, character in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(map(len, titles), default=0) + 1), dtype=int)
    for row, title in zip(ids, titles):
        row[: len(title) + 1] = [*(index.get(character, 1) for character in title), 2]
    return ids.astype(np.uint8 if len(vocabulary) - 1 <= 256 else int)
