"""Windows are kept and handed out again, with whatever the last caller made of them.

test-batch-windows: 0
"""


# %% make-batch
from functools import lru_cache


@lru_cache(maxsize=8)
def cut_windows(text, vocabulary, nchars):
    tokens = encode(text, list(vocabulary))
    rows = range(len(text) - nchars)
    inputs = torch.stack([tokens[i : i + nchars] for i in rows])
    targets = torch.stack([tokens[i + 1 : i + nchars + 1] for i in rows])
    return inputs, targets


def make_batch(
    text: str, vocabulary: list[str], nchars: int
) -> tuple[torch.Tensor, torch.Tensor]:
    if len(text) <= nchars:
        raise ValueError("the text is too short for one window and its next character")
    return cut_windows(text, tuple(vocabulary), nchars)
