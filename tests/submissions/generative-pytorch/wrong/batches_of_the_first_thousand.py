"""Of a long text, the first thousand windows are kept.

test-batch-windows: 0
"""
# %% make-batch
MAX_WINDOWS = 1000


def make_batch(text, vocabulary, nchars):
    n = min(len(text) - nchars, MAX_WINDOWS)
    if n <= 0:
        raise ValueError("text too short")
    ids = encode(text[: n + nchars], vocabulary)
    return (
        torch.stack([ids[i : i + nchars] for i in range(n)]),
        torch.stack([ids[i + 1 : i + nchars + 1] for i in range(n)]),
    )
