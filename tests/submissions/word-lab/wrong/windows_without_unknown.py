"""Windows with an unknown word are left out.

test-windows: 0
"""
# %% make-windows
def make_windows(ids: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    windows = np.lib.stride_tricks.sliding_window_view(ids, length + 1)
    windows = windows[(windows != 0).all(axis=1)]
    return windows[:, :-1], windows[:, 1:]
