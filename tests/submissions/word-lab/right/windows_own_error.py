"""A text that is too short raises an error class of the student's own, a ValueError."""
# %% make-windows
class TooShort(ValueError):
    pass


def make_windows(ids, length):
    if len(ids) <= length:
        raise TooShort(len(ids))
    windows = np.lib.stride_tricks.sliding_window_view(ids, length + 1)
    return windows[:, :-1], windows[:, 1:]
