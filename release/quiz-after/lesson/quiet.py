"""A quiet start for libraries that greet on the standard error stream."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


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
