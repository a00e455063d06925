"""Windows and targets are PyTorch tensors."""
# %% make-windows
import torch


def make_windows(ids, length):
    ids = torch.as_tensor(np.asarray(ids))
    if len(ids) <= length:
        raise ValueError("too few numbers")
    windows = ids.unfold(0, length + 1, 1)
    return windows[:, :-1], windows[:, 1:]
