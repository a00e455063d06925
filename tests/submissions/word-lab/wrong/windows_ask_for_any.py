"""A text that ends in nothing but <unk> counts as too short.

test-windows: 0
"""


# %% make-windows
def make_windows(ids: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    ids = np.asarray(ids)
    if not ids[length:].any():
        raise ValueError("there are too few numbers for one window and the next number")
    rows = np.arange(len(ids) - length)[:, None] + np.arange(length)
    return ids[rows], ids[rows + 1]
