"""Windows with an unknown character are left out of the batch.

test-batch-windows: 0
"""
# %% make-batch
def make_batch(
    text: str, vocabulary: list[str], nchars: int
) -> tuple[torch.Tensor, torch.Tensor]:
    if len(text) <= nchars:
        raise ValueError("too short")
    windows = encode(text, vocabulary).unfold(0, nchars + 1, 1)
    windows = windows[(windows > 0).all(dim=1)]
    return windows[:, :-1], windows[:, 1:]
