"""A table of positions, rows plus columns, indexes the tokens; the answer is a list of two."""
# %% make-batch
def make_batch(text: str, vocabulary: list[str], nchars: int):
    ids = encode(text, vocabulary)
    rows = len(ids) - nchars
    if rows <= 0:
        raise ValueError(f"need more than {nchars} characters, got {len(ids)}")
    positions = torch.arange(rows)[:, None] + torch.arange(nchars)[None, :]
    return [ids[positions], ids[positions + 1]]
