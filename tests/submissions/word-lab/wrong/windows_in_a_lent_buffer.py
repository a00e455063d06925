"""Windows are written into buffers that are kept for each shape.

test-windows: 0
"""


# %% make-windows
from functools import lru_cache


@lru_cache(maxsize=8)
def _tables(rows, length):
    return np.empty((rows, length), dtype=np.int64), np.empty((rows, length), dtype=np.int64)


def make_windows(ids: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    rows = len(ids) - length
    if rows < 1:
        raise ValueError(f"{len(ids)} numbers are too few for windows of {length}")
    inputs, targets = _tables(rows, length)
    for row in range(rows):
        inputs[row] = ids[row : row + length]
        targets[row] = ids[row + 1 : row + 1 + length]
    return inputs, targets
