"""Special tokens are replaced by signs that titles may have.

test-encode: 0
"""


# %% encode
def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    alphabet = "_?$" + "".join(vocabulary[3:])  # one character for every token
    rows = np.zeros((len(titles), max(map(len, titles)) + 1), dtype=int)
    for row, title in zip(rows, titles):
        for i, character in enumerate(title):
            place = alphabet.find(character)
            row[i] = place if place >= 0 else 1
        row[len(title)] = 2
    return rows
