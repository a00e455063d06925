"""The length that is compared is in bytes, of which é has two.

test-batch-too-short: 0
"""


# %% make-batch
def make_batch(
    text: str, vocabulary: list[str], nchars: int
) -> tuple[torch.Tensor, torch.Tensor]:
    if len(text.encode()) <= nchars:
        raise ValueError(f"the text needs more than {nchars} characters")
    windows = encode(text, vocabulary).unfold(0, nchars + 1, 1)
    return windows[:, :-1], windows[:, 1:]
