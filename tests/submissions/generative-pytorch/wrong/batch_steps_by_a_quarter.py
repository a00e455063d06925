"""Windows begin a quarter of their length apart.

test-batch-windows: 0
"""


# %% make-batch
def make_batch(
    text: str, vocabulary: list[str], nchars: int
) -> tuple[torch.Tensor, torch.Tensor]:
    if len(text) <= nchars:
        raise ValueError("the text is too short")
    tokens = encode(text, vocabulary)
    step = max(1, nchars // 4)
    return tokens[:-1].unfold(0, nchars, step), tokens[1:].unfold(0, nchars, step)
