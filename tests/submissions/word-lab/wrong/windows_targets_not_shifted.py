"""The targets are the inputs themselves.

test-windows: 0
test-model-perplexity: 0
"""
# %% make-windows
def make_windows(ids, length):
    if len(ids) <= length:
        raise ValueError("too short")

    windows = np.lib.stride_tricks.sliding_window_view(ids[:-1], length)
    return windows, windows
