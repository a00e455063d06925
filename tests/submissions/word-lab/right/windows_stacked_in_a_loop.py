"""The rows are cut one by one."""
# %% make-windows
def make_windows(ids, length):
    count = len(ids) - length
    if count < 1:
        raise ValueError("too short")
    inputs = np.stack([ids[i : i + length] for i in range(count)])
    targets = np.stack([ids[i + 1 : i + length + 1] for i in range(count)])
    return inputs, targets
