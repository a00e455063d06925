"""Intake: from what a student handed in to files that nbgrader may open.

What is fit goes into a clean folder, from which nbgrader converts; it never opens a raw file. A
notebook is written anew from the parts that grading needs. What is wrong with it is put right
where that needs no guess, and said; the rest is an error that says what to do.
"""

from __future__ import annotations

import glob
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.abc import Exchange

from autograder.course import Course, Submission
from autograder.errors import NotGraded, SubmissionError
from autograder.i18n import _
from autograder.intake.document import Document
from autograder.intake.files import Files, bad_name, opened, opened_folder
from autograder.intake.timestamp import NAME as TIMESTAMP
from autograder.intake.timestamp import read_timestamp, readable_by_nbgrader
from autograder.limits import Limits, NotebookLimits
from autograder.text import few, quoted

CANDIDATES = 10  # notebooks that are looked into when the right name is missing


@dataclass(frozen=True)
class Intake:
    """What there is to grade of a submission.

    Attributes:
        ready: names of the notebooks that are in the clean folder.
        problems: why the others are not, by name.
        notes: what was repaired or left out, a sentence each.
    """

    ready: tuple[str, ...]
    problems: Mapping[str, SubmissionError]
    notes: tuple[str, ...]


def prepare(
    course: Course, submission: Submission, known: Mapping[str, set[str]], target: Path
) -> Intake:
    """Copy what is fit of a submission into an empty folder, ready for nbgrader.

    Nothing outside the submission is read, whatever its links point to.

    Args:
        course: the course.
        submission: whose.
        known: grade ids of the assignment's notebooks, by the notebook's name.
        target: the folder, which is made.

    Raises:
        NotGraded: a folder needs another name.
        SubmissionError: nothing of the submission can be used.
    """
    for name in (submission.student, submission.assignment):
        wild = "" if name == glob.escape(name) else _("nbgrader cannot read a name with *, ? or [")
        if reason := bad_name(name) or wild:
            raise NotGraded(_("{name}: {reason}").format(name=quoted([name]), reason=reason))
    target.mkdir(parents=True)
    pages = [f"{glob.escape(name)}.html" for name in known]  # feedback takes these paths
    ignored = [*CourseDirectory(config=course.config).ignore, *pages]
    files = Files(target, Limits(config=course.config), ignored)
    problems: dict[str, SubmissionError] = {}
    notes: list[str] = []
    names = (submission.student, submission.assignment)
    with opened_folder(course.root / "submitted", *names) as folder:
        files.bring(folder)
        _bring_timestamp(course, folder, target)
        search = _Search(course, folder, files.notebooks, known)
        for name in known:
            try:
                found = search.find(name)
            except SubmissionError as error:
                problems[name] = error
            else:
                nbformat.write(found.notebook, target / f"{name}.ipynb")
                notes += few(found.notes)
    ready = tuple(name for name in known if name not in problems)
    return Intake(ready, problems, (*notes, *files.notes()))


def _bring_timestamp(course: Course, folder: int, target: Path) -> None:
    """See that nbgrader can tell from timestamp.txt whether the submission is late.

    Raises:
        SubmissionError: it is there and does not say when; to go on would be to guess.
    """
    try:
        with opened(TIMESTAMP, folder) as file:
            text = file.read(1000).decode("utf-8-sig", "replace").strip()
    except FileNotFoundError:
        return
    if text:
        time = read_timestamp(text, Exchange(config=course.config).timezone)
        (target / TIMESTAMP).write_text(readable_by_nbgrader(text, time), encoding="utf-8")


class _Search:
    """Finds an assignment's notebooks in an opened folder.

    Args:
        folder: its descriptor.
        paths: of all that have a notebook's name.
        known: grade ids by notebook.
    """

    def __init__(
        self, course: Course, folder: int, paths: list[str], known: Mapping[str, set[str]]
    ) -> None:
        self._folder = folder
        self._known = known
        self._limits = NotebookLimits(config=course.config)
        named = {f"{name}.ipynb" for name in known}
        self._others = sorted(set(paths) - named, key=lambda path: (path.count("/"), path))

    def find(self, name: str) -> Document:
        """Return the notebook of a name, or the only other one that must be it.

        Raises:
            SubmissionError: there is none, there are several, or it cannot be graded.
        """
        try:
            found = Document.read(self._folder, f"{name}.ipynb", self._limits)
        except FileNotFoundError:
            return self._instead(name)
        if self._known[name] and not found.grade_ids & self._known[name]:
            found.refuse(_("none of this assignment's graded cells is in it: is it another one's?"))
        namesakes = [p for p in self._others if p.split("/")[-1].startswith(name)]
        if namesakes:
            text = _("only '{name}.ipynb' was graded, not {others}")
            found.notes.append(text.format(name=name, others=quoted(namesakes)))
        return found

    def _instead(self, name: str) -> Document:
        """Return the only notebook that holds a notebook's cells, whatever its own name is."""
        missing = _("there is no '{name}.ipynb'").format(name=name)
        if len(self._others) > CANDIDATES:
            text = _("{missing}, and {count} other notebooks; hand in one, under the right name")
            raise SubmissionError(text.format(missing=missing, count=len(self._others)))
        fitting: list[Document] = []
        reasons: list[str] = []
        for path in self._others:
            try:
                found = Document.read(self._folder, path, self._limits)
            except SubmissionError as error:
                reasons.append(str(error))
                continue
            if 2 * len(found.grade_ids & self._known[name]) > len(self._known[name]):
                fitting.append(found)
            else:
                reasons.append(_("{name} is another notebook").format(name=quoted([path])))
        if not fitting:
            reasons.append(_("hand in the notebook under this name"))
            raise SubmissionError("; ".join([missing, *reasons]))
        if any(found.notebook.cells != fitting[0].notebook.cells for found in fitting):
            text = _("{missing}, and several could be it: {names}. Keep one, under the right name")
            names = quoted(found.path for found in fitting)
            raise SubmissionError(text.format(missing=missing, names=names))
        text = _("handed in as {path}, graded as '{name}.ipynb'")
        fitting[0].notes.append(text.format(path=quoted([fitting[0].path]), name=name))
        return fitting[0]
