"""Every number is taken to have 8 bytes.

test-windows: 0
"""
# %% make-windows
def make_windows(ids: np.ndarray, length: int):
    ids = np.asarray(ids)
    n = len(ids) - length
    if n < 1:
        raise ValueError("too few numbers")
    strided = np.lib.stride_tricks.as_strided
    inputs = strided(ids, shape=(n, length), strides=(8, 8))
    targets = strided(ids[1:], shape=(n, length), strides=(8, 8))
    return inputs.copy(), targets.copy()
