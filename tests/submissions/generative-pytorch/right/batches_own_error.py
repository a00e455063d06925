"""A text that is too short raises an error class of the student's own, a ValueError."""
# %% make-batch
class TooShort(ValueError):
    pass


def make_batch(
    text: str, vocabulary: list[str], nchars: int
) -> tuple[torch.Tensor, torch.Tensor]:
    if len(text) < nchars + 1:
        raise TooShort(len(text))
    windows = encode(text, vocabulary).unfold(0, nchars + 1, 1)
    return windows[:, :-1].clone(), windows[:, 1:].clone()
