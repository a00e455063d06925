"""Unknown characters do not count for the length of the text.

test-batch-windows: 0
"""


# %% make-batch
def make_batch(
    text: str, vocabulary: list[str], nchars: int
) -> tuple[torch.Tensor, torch.Tensor]:
    tokens = encode(text, vocabulary)
    if tokens.count_nonzero() <= nchars:
        raise ValueError("the text is too short")
    return tokens[:-1].unfold(0, nchars, 1), tokens[1:].unfold(0, nchars, 1)
