"""The mutants are handed in to scratch courses, graded as submissions are, and their points read.

First those of each task, in a course whose notebook has the tests of this task alone: most are
found there, for a fraction of the time. The others, and those listed as equivalent, are judged by
every test. What was graded is not graded again as long as nothing has changed, so that an
interrupted trial goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.bank.entries import Entry, fill
from autograder.course import Course, Submission, copy_course, load_course
from autograder.engine.driver import grade
from autograder.errors import AutograderError, CourseError
from autograder.files import contents, remove
from autograder.gradebook.outcome import Outcome, rows
from autograder.i18n import _
from autograder.notebook import grade_id, load_notebook
from autograder.prove.mutants import Mutant, mutants, notebook_of
from autograder.release.build import release
from autograder.release.tasks import own_tests
from autograder.settings import CONFIG

REFERENCE = "reference"
WHOLE = "whole"  # the scratch course with every test
LIMITS = """
# A mutant may never end: what the reference solution does in seconds is not waited for longer.
c.Limits.cell_seconds = min(30, c.Limits.get("cell_seconds", 30))
c.Limits.notebook_seconds = min(300, c.Limits.get("notebook_seconds", 300))
"""


@dataclass(frozen=True)
class Assignment:
    """One assignment that is proved.

    Attributes:
        name: its name.
        mutants: of its reference solution.
        tests: the grade ids of each solution cell's own tests.
    """

    name: str
    mutants: tuple[Mutant, ...]
    tests: Mapping[str, list[str]]


class Shown(Protocol):
    """Where a trial says how far it is."""

    def graded(self, outcome: Outcome) -> None:
        """Say that one mutant, or the reference solution, was graded."""

    def running(self, count: int) -> None:
        """Say how many are being graded."""


@dataclass(frozen=True)
class Verdict:
    """What one mutant was worth under one key.

    Attributes:
        lost: the test cells in which it lost points.
        red: the test cells whose visible lines failed.
    """

    lost: tuple[str, ...]
    red: tuple[str, ...]


def assignment(course: Course, name: str, cells: Sequence[str] = ()) -> Assignment:
    """Return an assignment of a course with its mutants.

    Args:
        course: the course.
        name: the assignment's name.
        cells: grade ids of the solution cells to change; none: all of them.

    Raises:
        CourseError: there is no such assignment, no such cell, or its solution is not Python.
        AutograderError: there is nothing that could be changed.
    """
    notebook = load_notebook(notebook_of(course.root, name))
    there = {grade_id(cell) for cell in notebook.cells if utils.is_solution(cell)}
    if unknown := sorted(set(cells) - there):
        text = _("{name}: no solution cell has the ID {cells}; there are {there}")
        listed = ", ".join(sorted(there))
        raise CourseError(text.format(name=name, cells=", ".join(unknown), there=listed))
    found = tuple(one for one in mutants(notebook) if not cells or one.cell in cells)
    if not found:
        raise AutograderError(
            _("{name}: no solution cell contains code that could be changed").format(name=name)
        )
    return Assignment(name, found, own_tests(notebook))


def judge(
    course: Course, folder: Path, todo: Assignment, key: int, whole: Container[str], shown: Shown
) -> dict[str, Verdict]:
    """Grade every mutant under one key.

    Args:
        course: the course whose assignment is proved.
        folder: where the scratch courses go.
        todo: the assignment.
        key: the number of the key.
        whole: mutants that every test is to judge, whatever those of their own task find.
        shown: told of each once.

    Returns:
        The verdicts by mutant.

    Raises:
        AutograderError: the reference solution does not get every point, or a mutant was not
            graded by no fault of its own.
    """
    judged: dict[str, Verdict] = {}
    for part in _parts(todo, whole):
        first = part.mutants[0].cell
        scratch = prepare(course, folder / first, part, key, part.tests[first])
        if not _reference_loses(scratch, part, shown):
            judged |= _verdicts(scratch, part, shown.graded, shown)
    found = {name: verdict for name, verdict in judged.items() if verdict.lost}
    rest = replace(todo, mutants=tuple(one for one in todo.mutants if one.name not in found))
    scratch = prepare(course, folder / WHOLE, rest, key)
    if cells := _reference_loses(scratch, rest, shown):
        text = _("{name}: the reference solution itself loses points in {cells}")
        raise AutograderError(text.format(name=todo.name, cells=", ".join(cells)))

    def graded(outcome: Outcome) -> None:
        if outcome.submission.student not in judged:
            shown.graded(outcome)

    return found | _verdicts(scratch, rest, graded, shown)


def _parts(todo: Assignment, whole: Container[str]) -> list[Assignment]:
    """Return the mutants that have the same tests of their own, each group as an assignment."""
    parts: dict[tuple[str, ...], list[Mutant]] = {}
    for mutant in todo.mutants:
        if mutant.name not in whole:
            parts.setdefault(tuple(todo.tests[mutant.cell]), []).append(mutant)
    return [replace(todo, mutants=tuple(some)) for tests, some in parts.items() if tests]


def prepare(
    course: Course, target: Path, todo: Assignment, key: int, tests: Container[str] | None = None
) -> Course:
    """Make a scratch course, or bring it up to date, and hand in every mutant.

    Args:
        course: the course whose assignment is proved.
        target: the scratch course's folder.
        todo: the assignment.
        key: the number of the key.
        tests: the grade ids of the tests that its notebook has; None: all.
    """
    source = Path("source") / todo.name
    files = contents(course.root / source)
    path = notebook_of(course.root, todo.name)
    if tests is not None:
        notebook = load_notebook(path)
        notebook.cells = [c for c in notebook.cells if not _is_test(c) or grade_id(c) in tests]
        files[path.name] = nbformat.writes(notebook).encode()
    if contents(target / source) != files:
        remove(target)  # its gradebook knows other cells
    copy_course(course, target, [todo.name])
    (target / source / path.name).write_bytes(files[path.name])
    with (target / CONFIG).open("a", encoding="utf-8") as config:
        config.write(LIMITS)
    scratch = load_course(target)
    for file in (scratch.secret_file, scratch.receipt_key_file):
        (target / file).write_text(f"key {key} of those under which the hidden tests are proved\n")
    release(scratch)
    _hand_in(scratch, todo)
    return scratch


def _is_test(cell: NotebookNode) -> bool:
    return bool(utils.is_grade(cell) and not utils.is_solution(cell))


def _hand_in(scratch: Course, todo: Assignment, trials: bool = False) -> None:
    """Hand in the reference solution and every mutant, each as a student of its own.

    Cells in which students try things are slow and decide nothing: without `trials` they are left
    out.
    """
    remove(scratch.root / "submitted")
    path = notebook_of(scratch.root, todo.name)
    source = load_notebook(path)
    released = load_notebook(scratch.root / "release" / todo.name / path.name)
    entries = {m.name: Entry(m.name, "", {m.cell: m.source}, {}) for m in todo.mutants}
    for student, entry in {REFERENCE: None, **entries}.items():
        target = scratch.root / "submitted" / student / todo.name / path.name
        target.parent.mkdir(parents=True)
        notebook = fill(source, released, entry)
        if not trials:
            notebook.cells = [c for c in notebook.cells if c.cell_type != "code" or grade_id(c)]
        nbformat.write(notebook, target)


def _reference_loses(scratch: Course, todo: Assignment, shown: Shown) -> list[str]:
    """Return the cells in which the reference solution loses points."""
    cells = _lost(scratch, todo, [REFERENCE], _unseen, shown)[REFERENCE]
    if cells:  # something is defined in a cell in which students try things
        _hand_in(scratch, todo, trials=True)
        cells = _lost(scratch, todo, [REFERENCE], _unseen, shown)[REFERENCE]
    return cells


def _unseen(outcome: Outcome) -> None:
    """Count nothing: the reference solution is judged in each scratch course."""


def _verdicts(
    scratch: Course, todo: Assignment, graded: Callable[[Outcome], None], shown: Shown
) -> dict[str, Verdict]:
    """Grade the mutants of a scratch course, and return the verdicts by mutant."""
    lost = _lost(scratch, todo, [mutant.name for mutant in todo.mutants], graded, shown)
    return {
        name: Verdict(tuple(cells), _red(scratch, Submission(name, todo.name)))
        for name, cells in lost.items()
    }


def _lost(
    scratch: Course,
    todo: Assignment,
    names: Iterable[str],
    graded: Callable[[Outcome], None],
    shown: Shown,
) -> dict[str, list[str]]:
    """Grade some of what was handed in, if it has changed; return the cells that lost points."""
    lost: dict[str, list[str]] = {name: [] for name in names}
    submissions = [Submission(name, todo.name) for name in lost]
    outcomes = grade(scratch, submissions, graded, running=shown.running, only_changed=True)
    _refuse_ungraded(scratch, outcomes)
    for row in rows(scratch, outcomes):
        if row.score is not None and row.score < row.max_score:
            lost[row.student].append(row.grade_id)
    return lost


def _refuse_ungraded(scratch: Course, outcomes: Iterable[Outcome]) -> None:
    failed = {one.submission.student: one.problem for one in outcomes if one.problem}
    for name, why in failed.items():
        text = _("{folder}: {n} were not graded; run prove again to try them again. {name}: {why}")
        raise AutograderError(text.format(folder=scratch.root, n=len(failed), name=name, why=why))


def _red(scratch: Course, submission: Submission) -> tuple[str, ...]:
    """Return the test cells whose visible lines failed, as the graded notebook shows them."""
    folder = scratch.root / "autograded" / submission.student / submission.assignment
    return tuple(
        grade_id(cell)
        for path in sorted(folder.glob("*.ipynb"))
        for cell in load_notebook(path).cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
        if any(output.output_type == "error" for output in cell.outputs)
    )
