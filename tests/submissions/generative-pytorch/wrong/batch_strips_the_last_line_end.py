"""The line break at the end of a text is taken off, as if it were read from a file.

test-batch-windows: 0
"""
# %% make-batch
def make_batch(text: str, vocabulary: list[str], nchars: int) -> tuple[torch.Tensor, torch.Tensor]:
    tokens = encode(text.rstrip("\n"), vocabulary)
    if len(tokens) <= nchars:
        raise ValueError("the text is too short")
    windows = tokens.unfold(0, nchars + 1, 1)
    return windows[:, :-1], windows[:, 1:]
