"""A window of one word is taken for an error.

test-windows: 0
"""
# %% make-windows
def make_windows(ids: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    ids = np.asarray(ids)
    if not 1 < length < len(ids):
        raise ValueError(f"no windows of {length} out of {len(ids)} numbers")
    places = np.arange(len(ids) - length)[:, None] + np.arange(length)
    return ids[places], ids[places + 1]
