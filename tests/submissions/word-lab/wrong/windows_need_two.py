"""A text with room for one window only is refused.

test-windows-too-short: 0
"""
# %% make-windows
def make_windows(ids, length):
    if len(ids) <= length + 1:
        raise ValueError("too short")
    w = np.lib.stride_tricks.sliding_window_view(ids, length + 1)
    return w[:, :-1], w[:, 1:]
