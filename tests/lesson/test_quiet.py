"""Whether a start is quiet, and nothing else is silenced."""

import os
import subprocess
import sys

import pytest

from lesson import quiet_start

LOUD = """
import os
from lesson import quiet_start
with quiet_start():
    os.write(2, b"greetings")
os.write(2, b"and later")
"""


def test_native_chatter_is_hidden_only_while_it_starts() -> None:
    """Even what is written past Python, straight to file descriptor 2."""
    done = subprocess.run([sys.executable, "-c", LOUD], capture_output=True, text=True, check=True)

    assert done.stderr == "and later"


@pytest.mark.slow
def test_tensorflow_starts_and_computes_without_a_word() -> None:
    """Its start-up lines come before any setting of its own could stop them."""
    code = (
        "from lesson import quiet_start\n"
        "with quiet_start():\n    import tensorflow as tf\n"
        "print(int(tf.constant([1, 2])[1]))"
    )
    shown = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=shown
    )

    assert (done.stdout, done.stderr) == ("2\n", "")


def test_an_error_is_raised_as_ever_and_the_stream_comes_back() -> None:
    """A missing library must not end in silence."""
    before = os.fstat(2)

    with pytest.raises(ModuleNotFoundError), quiet_start():
        import no_such_library  # type: ignore[import-not-found]  # noqa: F401

    assert os.path.sameopenfile(2, 2)
    assert before.st_ino == os.fstat(2).st_ino


@pytest.mark.parametrize(("grading", "shown"), [("1", False), ("0", True)])
def test_a_notebook_shows_progress_unless_it_is_graded(grading: str, shown: bool) -> None:
    code = (
        "import ipykernel.ipkernel\n"  # by which tqdm knows a notebook
        "from tqdm.auto import tqdm\n"
        "import lesson\n"
        "print(not tqdm(range(3), total=3).disable)"
    )
    environment = os.environ | {"LESSON_GRADING": grading}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )

    assert done.stdout.splitlines()[-1] == str(shown)
