"""Validate: what is still to do, a sentence each in place of tracebacks, and soon."""

import os
import sys
import traceback
from textwrap import fill
from types import FrameType, TracebackType
from typing import Any

from lesson.i18n import _

THREADS = ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")
WIDTH = 80  # `nbgrader validate` cuts off what goes beyond


def use_one_thread() -> None:
    """Let a framework compute on one thread, as it does when it is graded.

    Two threads that wait for each other on a busy laptop take many times as long as one.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")  # for what is imported from now on
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(1)


def shorten_errors() -> None:
    """Show the errors of this notebook's cells in a sentence each, if this is a notebook."""
    interactive = sys.modules.get("IPython")
    if interactive and (shell := interactive.get_ipython()):
        shell.set_custom_exc((Exception, KeyboardInterrupt), _show)


def _show(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    """Show an error (IPython calls this, and its `showtraceback` asks the error for its lines)."""
    if not hasattr(error, "_render_traceback_"):
        text = sentence(error, shell.user_ns)
        lines = [fill(line, WIDTH) for line in text.splitlines()]
        error._render_traceback_ = lambda: lines  # type: ignore[attr-defined]
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def sentence(error: BaseException, notebook: dict[str, Any]) -> str:
    """Say what an error means to the student.

    Args:
        error: as it was raised in a cell.
        notebook: the namespace that the cells share.
    """
    frame, line = _last_frame(error, notebook)
    name = frame.f_code.co_qualname.replace("<locals>.", "") if frame else "<module>"
    stub = isinstance(error, NotImplementedError) and not error.args
    if stub and (not line or "NotImplementedError" in line):  # a library raises it elsewhere
        if name == "<module>":
            return _("Still to do: this cell.")
        return _("Still to do: `{name}`.").format(name=name)
    if isinstance(error, NameError) and error.name:
        text = _("There is no `{name}` yet: a cell above is unfinished, or the name is misspelt.")
        return text.format(name=error.name)
    if isinstance(error, AssertionError) and error.args:
        return str(error)
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, KeyboardInterrupt):  # by which nbgrader ends a cell at its time limit
        told = _("It took too long and was stopped")
    if not line:
        return told
    if name == "<module>":
        return _("{error} (in this cell: {line})").format(error=told, line=line)
    return _("{error} (in `{name}`: {line})").format(error=told, name=name, line=line)


def _last_frame(error: BaseException, notebook: dict[str, Any]) -> tuple[FrameType | None, str]:
    """Return the innermost frame that is the notebook's own, and its line as it is written."""
    found: tuple[FrameType | None, str] = (None, "")
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_globals is notebook:
            (summary,) = traceback.StackSummary.extract(iter([(frame, number)]))
            found = frame, summary.line or ""
    return found
