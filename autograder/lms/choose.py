"""Which of the files that were handed in are the assignment's notebooks: by their cells."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import Course
from autograder.errors import SubmissionError
from autograder.files import remove
from autograder.gradebook.released import Known
from autograder.i18n import _
from autograder.intake.files import is_notebook, opened_folder
from autograder.intake.handed import meant, read_notebooks
from autograder.intake.prepare import Search
from autograder.limits import NotebookLimits
from autograder.text import few_names


@dataclass
class Choice:
    """What was taken of a submission.

    Attributes:
        taken: paths as they were handed in, by the notebook's name.
        notes: what was left and why, a sentence each.
        problems: why a notebook cannot be graded, a sentence each.
    """

    taken: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def choose(
    course: Course,
    assignment: str,
    folder: Path,
    files: list[str],
    known: Mapping[str, Mapping[str, Known]],
    elsewhere: Mapping[str, Collection[str]],
) -> Choice:
    """Find the notebooks of an assignment in a folder, and put each where nbgrader looks for it.

    What is beside a notebook stays beside it. Where one cannot be found, all stays as it is, and
    the student is told when it is graded.

    Args:
        course: the course.
        assignment: its name.
        folder: what one student handed in, unpacked.
        files: paths in it.
        known: the cells of the assignment's notebooks by grade id, by the notebook's name.
        elsewhere: the texts of other assignments' notebooks (see `texts_elsewhere`).
    """
    choice = Choice()
    notebooks = [path for path in files if is_notebook(path)]
    notebooks += meant(known, files)
    others = [path for path in files if path not in notebooks]
    with opened_folder(folder) as opened:
        found_there = read_notebooks(course, opened, known, notebooks)
    most = NotebookLimits(config=course.config).size
    content = {
        path: (folder / path).read_bytes()
        for path in others
        if "/" not in path and (folder / path).stat().st_size <= most
    }
    search = Search(course, assignment, found_there, known, elsewhere, content)
    for name in known:
        try:
            found = search.find(name)
        except SubmissionError as error:
            choice.problems.append(str(error))
        else:
            choice.taken[name] = found.path
            choice.notes += found.notes
    if not choice.problems:
        _arrange(folder, choice, [path for path in notebooks if path not in search.spare])
    if others:
        names = few_names(others)
        choice.notes.append(_("also there: {names}").format(names=names))
    return choice


def _arrange(folder: Path, choice: Choice, notebooks: list[str]) -> None:
    """Put each notebook under its name, with what lies beside it; others are left out."""
    kept = set(choice.taken.values())
    others = [path for path in notebooks if path not in kept]
    for path in others:
        (folder / path).unlink()
    if unsaid := [path for path in others if not any(path in note for note in choice.notes)]:
        choice.notes.append(
            _("other notebooks were left out: {names}").format(names=few_names(unsaid))
        )
    waiting = {name: (folder / path).read_bytes() for name, path in choice.taken.items()}
    for path in kept:
        (folder / path).unlink()
    for path in sorted(kept):
        _raise(folder, Path(path).parent)
    for name, content in waiting.items():
        (folder / f"{name}.ipynb").write_bytes(content)


def _raise(folder: Path, inner: Path) -> None:
    """Move what lies in an inner folder up to the top, as far as nothing of that name is there."""
    if not inner.parts or not (folder / inner).is_dir():
        return
    for path in sorted((folder / inner).iterdir()):
        if not (folder / path.name).exists():
            path.rename(folder / path.name)
    for parent in (inner, *inner.parents):
        if parent.parts and not any((folder / parent).iterdir()):
            remove(folder / parent)
