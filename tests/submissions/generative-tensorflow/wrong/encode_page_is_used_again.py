"""An array is given out again for titles of the same number and length.

test-encode: 0
"""


# %% encode
from functools import lru_cache


@lru_cache(maxsize=None)
def blank_page(height, width):
    return np.zeros((height, width), dtype=int)


def encode(titles: list[str], vocabulary: list[str]) -> np.ndarray:
    index = {character: token for token, character in enumerate(vocabulary)}
    page = blank_page(len(titles), max(map(len, titles)) + 1)
    page.fill(0)
    for row, title in zip(page, titles):
        row[: len(title) + 1] = [index.get(character, 1) for character in title] + [2]
    return page
