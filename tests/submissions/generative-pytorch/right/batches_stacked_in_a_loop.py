"""One slice per window in a loop, then torch.stack."""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    n_windows = len(text) - nchars
    if n_windows < 1:
        raise ValueError("text too short")
    inputs, targets = [], []
    for i in range(n_windows):
        chunk = encode(text[i : i + nchars + 1], vocabulary)
        inputs.append(chunk[:-1])
        targets.append(chunk[1:])
    return torch.stack(inputs), torch.stack(targets)
