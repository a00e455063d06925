"""A text that is too short raises a ValueError of NumPy's, which has a name of its own."""
# %% make-windows
def make_windows(ids, length):
    if len(ids) <= length:
        raise np.linalg.LinAlgError("too short")
    windows = np.lib.stride_tricks.sliding_window_view(ids, length + 1)
    return windows[:, :-1], windows[:, 1:]
