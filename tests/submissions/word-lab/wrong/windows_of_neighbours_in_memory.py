"""Strides of one number's size, though an array's numbers need not be neighbours.

test-windows: 0
"""
# %% make-windows
def make_windows(ids: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    ids = np.asarray(ids)
    rows = len(ids) - length
    if rows < 1:
        raise ValueError("too few numbers")
    step = ids.itemsize
    view = np.lib.stride_tricks.as_strided(ids, (rows, length + 1), (step, step), writeable=False)
    return view[:, :-1].copy(), view[:, 1:].copy()
