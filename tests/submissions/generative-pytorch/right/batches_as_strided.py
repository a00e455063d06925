"""Windows of nchars + 1 as a strided view, cut into inputs and targets."""
# %% make-batch
def make_batch(
    text: str, vocabulary: list[str], nchars: int
) -> tuple[torch.Tensor, torch.Tensor]:
    if len(text) < nchars + 1:
        raise ValueError("The text has no room for one window and its next character.")
    ids = encode(text, vocabulary).contiguous()
    windows = torch.as_strided(ids, size=(len(ids) - nchars, nchars + 1), stride=(1, 1))
    return windows[:, :-1].clone(), windows[:, 1:].clone()
