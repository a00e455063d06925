"""A text that is too short gives empty arrays instead of an error.

test-windows-too-short: 0
"""
# %% make-windows
def make_windows(ids, length):
    rows = max(len(ids) - length, 0)
    inputs = np.array([ids[i : i + length] for i in range(rows)], dtype=int).reshape(rows, length)
    targets = np.array([ids[i + 1 : i + length + 1] for i in range(rows)], dtype=int)
    return inputs, targets.reshape(rows, length)
