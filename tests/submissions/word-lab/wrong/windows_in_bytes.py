"""The windows are arrays of bytes, to save memory.

test-windows: 0
"""
# %% make-windows
def make_windows(ids: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    n = len(ids) - length
    if n < 1:
        raise ValueError("the text is too short")
    inputs = np.empty((n, length), dtype=np.uint8)
    targets = np.empty((n, length), dtype=np.uint8)
    for i in range(n):
        inputs[i] = ids[i : i + length]
        targets[i] = ids[i + 1 : i + length + 1]
    return inputs.astype(np.int64), targets.astype(np.int64)
