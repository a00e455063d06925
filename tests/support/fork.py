"""A forked process that runs a notebook's cells, without a kernel.

The parent has the framework loaded but runs no operation of it; the child runs the student's
cells and answers questions, one line of text each, over a pipe.
"""

from __future__ import annotations

import contextlib
import io
import json
import linecache
import multiprocessing
import tempfile
import traceback
import warnings
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.errors import StudentStopped
from autograder.judge import wire
from autograder.judge.hidden import examine
from autograder.judge.report import Report
from autograder.judge.student import Student
from autograder.notebook import split

SECONDS = 120


class ForkedStudent(Student):
    """The student's code in a forked child."""

    def __init__(self, pipe: Connection, seed: bytes) -> None:
        super().__init__(seed)
        self._pipe = pipe

    def run(self, source: str) -> str:
        """Run one cell; return the error that it ended in, or nothing."""
        return self._send(["run", source])

    def asked_with(self, seed: bytes) -> ForkedStudent:
        """Return the same child, asked the questions of another seed."""
        return ForkedStudent(self._pipe, seed)

    def _exchange(self, source: str, name: str, payload: str) -> str:
        return self._send(["ask", source, name, payload])

    def _send(self, message: list[str]) -> str:
        try:
            self._pipe.send_bytes(json.dumps(message).encode())
            if not self._pipe.poll(SECONDS):
                raise StudentStopped(f"no answer within {SECONDS} s")
            return self._pipe.recv_bytes().decode()
        except (EOFError, OSError):
            raise StudentStopped("the process ended") from None


def _serve(pipe: Connection, temporary: str) -> None:
    """Run cells and probes until the pipe closes (the child's only work).

    Temporary files, which a child that is killed leaves behind, go to a folder of its own.
    """
    tempfile.tempdir = temporary
    warnings.simplefilter("default")  # ours are errors; a student's cost nothing
    names: dict[str, object] = {"__name__": "__main__"}
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        contextlib.suppress(EOFError),
    ):
        while True:
            kind, source, *asked = json.loads(pipe.recv_bytes())
            reply = (
                wire.answer(source, asked[0], asked[1], names)
                if kind == "ask"
                else _run_cell(source, names)
            )
            pipe.send_bytes(reply.encode())


def _run_cell(source: str, names: dict[str, object]) -> str:
    name = f"<cell {len(linecache.cache)}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)  # AutoGraph
    try:
        code = compile(source, name, "exec", dont_inherit=True)
        exec(code, names)  # noqa: S102 - the student's code, forked
    except Exception:
        return traceback.format_exc()
    return ""


@contextlib.contextmanager
def forked(seed: bytes = b"") -> Iterator[ForkedStudent]:
    """Fork a child and yield the channel to it; end it afterwards."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    with tempfile.TemporaryDirectory() as temporary:
        child = context.Process(target=_serve, args=(theirs, temporary))
        child.start()
        theirs.close()
        try:
            yield ForkedStudent(ours, seed)
        finally:
            child.kill()
            child.join()
            ours.close()


@dataclass
class Judged:
    """What became of one notebook.

    Attributes:
        reports: by grade id.
        errors: what the student's cells and the visible tests raised, by cell id.
    """

    reports: dict[str, Report] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def judge(
    source: NotebookNode, filled: NotebookNode, graded: Container[str] | None = None
) -> Judged:
    """Run a filled-in notebook in a forked child and judge it; see `judge_with_keys`."""
    return judge_with_keys(source, filled, [b""], graded)[0]


def judge_with_keys(
    source: NotebookNode,
    filled: NotebookNode,
    keys: Sequence[bytes],
    graded: Container[str] | None = None,
) -> list[Judged]:
    """Run a filled-in notebook once in a forked child and judge it under each of several keys.

    Cells without grading metadata, where a student tries things out, are left out: they are
    slow and decide nothing. Hidden tests run where their cell stands, once a key, as the key is
    all that differs between courses.

    Args:
        source: the instructor's notebook, by whose hidden regions it is judged.
        filled: the same cells, filled in.
        keys: what the secret inputs derive from.
        graded: the grade cells to run and to judge; None: all of them.
    """
    hidden = {c.id: split(c.source)[1] for c in source.cells if utils.is_grade(c)}
    results = [Judged() for _key in keys]
    with forked() as student:
        for cell in filled.cells:
            if cell.cell_type != "code" or "nbgrader" not in cell.metadata:
                continue
            if utils.is_grade(cell) and graded is not None and cell.id not in graded:
                continue
            with contextlib.suppress(StudentStopped):
                if error := student.run(cell.source):
                    for result in results:
                        result.errors[cell.id] = error
            if utils.is_grade(cell):
                points = cell.metadata.nbgrader.points
                for key, result in zip(keys, results, strict=True):
                    asked = student.asked_with(key)
                    result.reports[cell.id] = examine(hidden[cell.id], asked, points, cell.id)
    return results
