"""The table of positions has 16 bits, which a long text has no room in.

test-batch-windows: 0
"""


# %% make-batch
def make_batch(text: str, vocabulary: list[str], nchars: int) -> tuple[torch.Tensor, torch.Tensor]:
    tokens = encode(text, vocabulary)
    rows = len(tokens) - nchars
    if rows < 1:
        raise ValueError("the text is too short")
    starts = torch.arange(rows).to(torch.int16)[:, None]
    places = starts + torch.arange(nchars).to(torch.int16)  # (rows, nchars)
    return tokens[places.long()], tokens[(places + 1).long()]
