"""A text that is long enough only with the white space at its ends is refused.

test-batch-windows: 0
"""


# %% make-batch
def make_batch(text: str, vocabulary: list[str], nchars: int) -> tuple[torch.Tensor, torch.Tensor]:
    if len(text.strip()) <= nchars:
        raise ValueError("the text is too short")
    tokens = encode(text, vocabulary)
    return tokens[:-1].unfold(0, nchars, 1), tokens[1:].unfold(0, nchars, 1)
