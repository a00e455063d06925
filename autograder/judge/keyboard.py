"""A test at the keyboard: it puts something in the place of `input` or of `sys.stdin`.

    with patch("builtins.input", side_effect=["3", "4"]):
        assert ask_twice() == 7

What it puts there answers the student's questions in the kernel.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import DEFAULT, NonCallableMock

from autograder.judge.notebook import Notebook
from autograder.judge.pickled import made

INPUT, STDIN = ("builtins.input", "__builtins__.input"), "sys.stdin"
KEYBOARD = (*INPUT, STDIN)
READ = """
def input(prompt="", /):
    import sys
    print(prompt, end="")
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\\n")
"""
SAY = "def input(*prompt):\n    return given"
SAY_IN_TURN = "def input(*prompt):\n    return next(given)"
RAISE = "def input(*prompt):\n    raise given"


class Keyboard:
    """What answers the student's questions.

    Args:
        notebook: the notebook.
    """

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._stdin: Any = None

    def assign(self, name: str, value: Any) -> None:
        """Do as `sys.stdin = value` or `builtins.input = value` does, in the kernel."""
        if any(value is one for one in (input, sys.stdin, sys.__stdin__)):
            self._restore()
        elif name in INPUT:
            self._notebook.bind("input", self._answering(value))
        else:
            self._stdin = self._stdin or self._notebook.ask("attribute", sys, "stdin")
            self._notebook.ask("set attribute", sys, "stdin", value)
            self._notebook.bind("input", made(READ, "input"))

    @contextmanager
    def patch(
        self, name: str, new: Any = DEFAULT, *, return_value: Any = DEFAULT, side_effect: Any = None
    ) -> Iterator[None]:
        """Do as `unittest.mock.patch(name, …)` does, in the kernel."""
        if new is DEFAULT:
            new = self._of_mock(return_value, side_effect)
        self.assign(name, new)
        try:
            yield
        finally:
            self._restore()

    def _restore(self) -> None:
        self._notebook.unbind("input")
        if self._stdin is not None:
            self._notebook.ask("set attribute", sys, "stdin", self._stdin)
            self._stdin = None

    def _answering(self, value: Any) -> Any:
        if isinstance(value, NonCallableMock):
            return self._of_mock(value.return_value, value.side_effect)
        return value

    def _of_mock(self, answer: Any, effect: Any) -> Callable[..., Any]:
        """Return a function that answers as a mock with this `return_value` and `side_effect`."""
        if effect is None:
            return made(SAY, "input", given=answer)
        if isinstance(effect, BaseException) or _is_exception(effect):
            return made(RAISE, "input", given=effect)
        if callable(effect):
            return effect  # type: ignore[no-any-return]
        return made(SAY_IN_TURN, "input", given=iter(effect))


def _is_exception(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, BaseException)
