"""A window that occurs again is left out.

test-windows: 0
"""
# %% make-windows
def make_windows(ids, length):
    if len(ids) <= length:
        raise ValueError("the text is too short")
    rows = dict.fromkeys(tuple(map(int, ids[i : i + length + 1])) for i in range(len(ids) - length))
    both = np.array(list(rows))
    return both[:, :-1], both[:, 1:]
