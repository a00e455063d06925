"""A text that is too short is an AssertionError.

test-windows-too-short: 0
"""
# %% make-windows
def make_windows(ids, length):
    assert len(ids) > length
    w = np.lib.stride_tricks.sliding_window_view(ids, length + 1)
    return w[:, :-1], w[:, 1:]
