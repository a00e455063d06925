"""Batches are kept by text and nchars, whatever the vocabulary.

test-batch-windows: 0
"""
# %% make-batch
_batches = {}


def make_batch(
    text: str, vocabulary: list[str], nchars: int
) -> tuple[torch.Tensor, torch.Tensor]:
    if len(text) <= nchars:
        raise ValueError("the text is too short for one window and its next character")
    if (text, nchars) not in _batches:
        windows = encode(text, vocabulary).unfold(0, nchars + 1, 1)
        _batches[text, nchars] = windows[:, :-1], windows[:, 1:]
    return _batches[text, nchars]
