"""Silence: a quiet start for libraries that greet, and no progress bars while grading."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partialmethod


@contextmanager
def quiet_start() -> Iterator[None]:
    """Hide what native code writes to standard error while a library is imported.

    TensorFlow announces its processor and the graphics card that it did not find, before any
    setting of its own can stop it. Exceptions are raised as ever; only the chatter goes.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # for what it says later
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def hide_progress() -> None:
    """Draw no progress bars from now on, where a notebook has imported tqdm.

    TQDM_DISABLE says the same, but tqdm's class for notebooks does not listen to it.
    """
    if "tqdm.notebook" in sys.modules:
        bar = sys.modules["tqdm.notebook"].tqdm_notebook
        bar.__init__ = partialmethod(bar.__init__, disable=True)
