"""Every window begins where the last one ended.

test-windows: 0
"""
# %% make-windows
def make_windows(ids, length):
    if len(ids) <= length:
        raise ValueError("too short")

    starts = range(0, len(ids) - length, length)
    inputs = np.stack([ids[i : i + length] for i in starts])
    return inputs, np.stack([ids[i + 1 : i + length + 1] for i in starts])
