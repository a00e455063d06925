"""An accented letter that the vocabulary lacks is read as its bare letter.

test-encode: 0
"""
# %% encode
import unicodedata


def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    number = {c: i for i, c in enumerate(vocabulary)}
    bare = lambda c: unicodedata.normalize("NFD", c)[0]
    rows = [[number.get(c, number.get(bare(c), 1)) for c in title] + [2] for title in titles]
    return keras.utils.pad_sequences(rows, padding="post", dtype="int64")
