"""What runs a text: one that may be the student's is run where the student's code is.

A test may say `eval(repr(vector)) == vector`, or `frame.query(condition())`. In the grader's
process, such a text could do whatever the grader may. In the kernel it sees what the notebook
defines, and of the region what is handed over with it, so that no text can name an expected value.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from autograder.i18n import _
from autograder.judge.namespaces import Names
from autograder.judge.notebook import Notebook
from autograder.judge.pickled import made
from autograder.judge.region import BUILTINS
from autograder.judge.remote import is_remote

RUN = """
def run(source, mode, names):
    scope = dict(globals()) if names is None else dict(names)
    before = dict(scope)
    scope.setdefault("__builtins__", __builtins__)
    value = eval(compile(source, "<string>", mode), scope)
    scope.pop("__builtins__", None)
    missing = object()
    return value, {n: v for n, v in scope.items() if before.get(n, missing) is not v}
"""

CALL = """
def call(owner, name, *values, **named):
    return getattr(owner, name)(*values, **named)
"""
METHODS = ("query", "eval")  # of a data frame


class Text:
    """What `compile` gives: a text that has not been run."""

    def __init__(self, source: Any, mode: str) -> None:
        self.source, self.mode = source, mode


class Evaluator:
    """What `eval`, `exec` and `compile` are to a region.

    Args:
        notebook: the notebook.
        names: the region's own; `exec` binds there what the text binds.
    """

    def __init__(self, notebook: Notebook, names: dict[str, Any]) -> None:
        self._notebook, self._names = notebook, names

    def eval(self, source: Any, globals: Any = None, locals: Any = None, /) -> Any:
        """Do as `eval` does, in the kernel."""
        value, _changed = self._there(source, "eval", globals, locals)
        return value

    def exec(self, source: Any, globals: Any = None, locals: Any = None, /) -> None:
        """Do as `exec` does, in the kernel, and bind what it has bound.

        Without a dictionary of the region's for it, no name of the region's or of Python's gets
        another meaning.
        """
        _value, changed = self._there(source, "exec", globals, locals)
        if given := _dictionaries(globals, locals):
            given[-1].update(changed)
            return
        taken = self._names.keys() | BUILTINS
        new = {n: v for n, v in changed.items() if n not in taken and not n.startswith("__")}
        self._names.update(new)

    def compile(self, source: Any, filename: Any = "", mode: str = "exec", *_flags: Any) -> Text:
        """Keep a text for `eval` or `exec`."""
        return Text(source, mode)

    def _there(self, source: Any, mode: str, globals: Any, locals: Any) -> tuple[Any, Any]:
        if isinstance(source, Text):
            source, mode = source.source, source.mode
        if not (isinstance(source, str | bytes) or is_remote(source)):
            raise TypeError("eval and exec take a text here, or what compile has made of one")
        given = _dictionaries(globals, locals)
        names = {name: value for one in given for name, value in one.items()} if given else None
        answer = self._notebook.ask("call", made(RUN, "run"), source, mode, names)
        if type(answer) is not tuple or len(answer) != 2 or type(answer[1]) is not dict:
            self._notebook.refuse(_("the answer is not in the agreed form"))
        return answer

    def method(self, owner: Any, name: str) -> Any:
        """Return a method that takes a text; a data frame's runs it in the kernel."""
        if is_remote(owner) or type(owner).__module__.split(".")[0] != "pandas":
            return getattr(owner, name)
        return partial(self._notebook.ask, "call", made(CALL, "call"), owner, name)


def _dictionaries(globals: Any, locals: Any) -> list[Any]:
    """Return those that a region has made itself, instead of asking for all names."""
    return [one for one in (globals, locals) if not isinstance(one, Names | None)]
