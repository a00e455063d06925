"""The last window is left out.

test-windows: 0
"""
# %% make-windows
def make_windows(ids, length):
    if len(ids) <= length:
        raise ValueError("too short")
    windows = np.lib.stride_tricks.sliding_window_view(ids, length + 1)
    windows = windows[:-1] if len(windows) > 1 else windows
    return windows[:, :-1], windows[:, 1:]
