"""Windows are made in blocks of a thousand, and the last block, a smaller one, is lost.

test-windows: 0
"""
# %% make-windows
def make_windows(ids: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    ids = np.asarray(ids)
    rows = len(ids) - length
    if rows < 1:
        raise ValueError(f"{len(ids)} numbers are too few for windows of {length}")
    block = min(rows, 1000)
    parts = []
    for start in range(0, rows - block + 1, block):
        places = start + np.add.outer(np.arange(block), np.arange(length + 1))
        parts.append(ids[places])
    both = np.concatenate(parts)
    return both[:, :-1], both[:, 1:]
