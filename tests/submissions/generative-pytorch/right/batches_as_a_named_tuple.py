"""The pair of inputs and targets has names as well."""
# %% make-batch
from collections import namedtuple

Windows = namedtuple("Windows", ["inputs", "targets"])


def make_batch(text, vocabulary, nchars):
    n = len(text) - nchars
    if n < 1:
        raise ValueError("the text is too short")
    ids = encode(text, vocabulary)
    rows = torch.arange(n)[:, None] + torch.arange(nchars)
    return Windows(inputs=ids[rows], targets=ids[rows + 1])
