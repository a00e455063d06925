"""Titles are brought to NFC first, so that a letter and its accent become one.

test-encode: 0
test-generate-text: 0
test-soft-text: 0
"""
# %% encode
import unicodedata


def encode(titles, vocabulary):
    titles = [unicodedata.normalize("NFC", t) for t in titles]
    index = {c: i for i, c in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(map(len, titles)) + 1), dtype=int)
    for row, title in zip(ids, titles):
        row[: len(title) + 1] = [index.get(c, 1) for c in title] + [2]
    return ids
