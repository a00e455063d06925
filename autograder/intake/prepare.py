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
from nbformat.notebooknode import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.abc import Exchange

from autograder.course import Course, Submission
from autograder.errors import NotGraded, SubmissionError
from autograder.gradebook.released import Known, plain, released_cells
from autograder.i18n import _
from autograder.intake.document import Document
from autograder.intake.files import Files, bad_name, opened, opened_folder
from autograder.intake.marks import find_again
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
    course: Course,
    submission: Submission,
    known: Mapping[str, Mapping[str, Known]],
    target: Path,
) -> Intake:
    """Copy what is fit of a submission into an empty folder, ready for nbgrader.

    Nothing outside the submission is read, whatever its links point to.

    Args:
        course: the course.
        submission: whose.
        known: the cells of the assignment's notebooks by grade id, by the notebook's name.
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
        search = Search(course, submission.assignment, folder, files.notebooks, known)
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


class Search:
    """Finds an assignment's notebooks in an opened folder.

    Args:
        assignment: its name.
        folder: its descriptor.
        paths: of all that have a notebook's name.
        known: cells by grade id, by notebook.
    """

    def __init__(
        self,
        course: Course,
        assignment: str,
        folder: int,
        paths: list[str],
        known: Mapping[str, Mapping[str, Known]],
    ) -> None:
        self._folder = folder
        self._known = known
        self._limits = NotebookLimits(config=course.config)
        named = {f"{name}.ipynb" for name in known}
        self._others = sorted(set(paths) - named, key=lambda path: (path.count("/"), path))
        release = course.root / "release"
        self._released: dict[str, list[NotebookNode]] = {
            name: released_cells(release, assignment, name) for name in known
        }

    def find(self, name: str) -> Document:
        """Return the notebook of a name, or the only other one that must be it.

        Raises:
            SubmissionError: there is none, there are several, or it cannot be graded.
        """
        try:
            found = self._read(f"{name}.ipynb", name)
        except FileNotFoundError:
            return self._instead(name)
        if self._known[name] and not found.grade_ids & self._known[name].keys():
            found.refuse(_("none of this assignment's graded cells is in it: is it another one's?"))
        if self._known[name] and self._untouched(found, name):
            found = self._finished(found, name)
        namesakes = [
            path
            for path in self._others
            if path != found.path and path.split("/")[-1].startswith(name)
        ]
        if namesakes:
            text = _("only {path} was graded, not {others}")
            path, others = quoted([found.path]), quoted(namesakes)
            found.notes.append(text.format(path=path, others=others))
        return found

    def _read(self, path: str, name: str) -> Document:
        """Return what is at a path, with a notebook's marks if it has none."""
        found = Document.read(self._folder, path, self._limits)
        if not found.grade_ids & self._known[name].keys():
            find_again(found, self._known[name], self._released[name])
        return found

    def _untouched(self, found: Document, name: str) -> bool:
        """Return whether there is nothing in a notebook that was not released."""
        texts = {plain(cell.source) for cell in self._released[name]}
        cells = (plain(cell.source) for cell in found.notebook.cells)
        return bool(texts) and all(text in texts for text in cells if text)

    def _finished(self, found: Document, name: str) -> Document:
        """Return the finished copy of a notebook that is as released, or the notebook itself."""
        blank = _("'{name}.ipynb' is as you received it").format(name=name)
        fitting, broken, _others = self._candidates(name, blank)
        done = [one for one in fitting if not self._untouched(one, name)]
        if not done and broken:
            raise SubmissionError("; ".join([blank, *broken]))
        if not done:
            return found
        copy = self._only(done, blank)
        text = _("'{name}.ipynb' is as you received it; {path} was graded instead")
        copy.notes.append(text.format(path=quoted([copy.path]), name=name))
        return copy

    def _instead(self, name: str) -> Document:
        """Return the only notebook that holds a notebook's cells, whatever its own name is."""
        missing = _("there is no '{name}.ipynb'").format(name=name)
        fitting, broken, others = self._candidates(name, missing)
        if not fitting:
            hand_in = _("hand in the notebook under this name")
            raise SubmissionError("; ".join([missing, *broken, *others, hand_in]))
        done = [one for one in fitting if not self._untouched(one, name)]
        found = self._only(done or fitting, missing)
        text = _("handed in as {path}, graded as '{name}.ipynb'")
        found.notes.append(text.format(path=quoted([found.path]), name=name))
        return found

    def _candidates(self, name: str, why: str) -> tuple[list[Document], list[str], list[str]]:
        """Look into the other notebooks for one that holds a notebook's cells.

        Args:
            name: of the notebook.
            why: another one is looked for.

        Returns:
            Those that fit; why some cannot be graded; and that others are something else.

        Raises:
            SubmissionError: there are too many to look into.
        """
        if len(self._others) > CANDIDATES:
            text = _("{missing}, and {count} other notebooks; hand in one, under the right name")
            raise SubmissionError(text.format(missing=why, count=len(self._others)))
        fitting: list[Document] = []
        broken: list[str] = []
        others: list[str] = []
        for path in self._others:
            try:
                found = self._read(path, name)
            except SubmissionError as error:
                broken.append(str(error))
                continue
            known = self._known[name]
            if 2 * len(found.grade_ids & known.keys()) > len(known):
                fitting.append(found)
            else:
                others.append(_("{name} is another notebook").format(name=quoted([path])))
        return fitting, broken, others

    def _only(self, fitting: list[Document], why: str) -> Document:
        """Return the only one of some notebooks; copies of each other are one.

        Raises:
            SubmissionError: they differ.
        """
        if any(found.notebook.cells != fitting[0].notebook.cells for found in fitting):
            text = _("{missing}, and several could be it: {names}. Keep one, under the right name")
            names = quoted(found.path for found in fitting)
            raise SubmissionError(text.format(missing=why, names=names))
        return fitting[0]
