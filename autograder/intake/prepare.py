"""Intake: from what a student handed in to files that nbgrader may open.

What is fit goes into a clean folder, from which nbgrader converts; it never opens a raw file. A
notebook is rewritten from the parts that grading needs. What is wrong with it is put right where
that needs no guess, and said; the rest is an error that says what to do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from nbformat.notebooknode import NotebookNode
from nbgrader.exchange.abc import Exchange

from autograder.course import Course
from autograder.errors import SubmissionError
from autograder.files import lay_out
from autograder.gradebook.released import Known, plain, released_cells
from autograder.i18n import _
from autograder.intake.document import Document
from autograder.intake.handed import CANDIDATES, HandedIn
from autograder.intake.marks import find_again
from autograder.intake.mistaken import mistaken_file
from autograder.intake.timestamp import NAME as TIMESTAMP
from autograder.intake.timestamp import read_timestamp, readable_by_nbgrader
from autograder.limits import NotebookLimits
from autograder.notebook import put_down
from autograder.text import few, few_names, printable, quoted

NOWHERE: Mapping[str, Collection[str]] = MappingProxyType({})
NO_FILES: Mapping[str, bytes] = MappingProxyType({})


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
    assignment: str,
    handed_in: HandedIn,
    known: Mapping[str, Mapping[str, Known]],
    target: Path,
    elsewhere: Mapping[str, Collection[str]] = NOWHERE,
) -> Intake:
    """Write what is fit of a submission into a new folder, ready for nbgrader.

    Args:
        course: the course.
        assignment: its name.
        handed_in: what was handed in.
        known: the cells of the assignment's notebooks by grade id, by the notebook's name.
        target: the folder, which is made.
        elsewhere: the texts of other assignments' notebooks (see `texts_elsewhere`).

    Raises:
        SubmissionError: nothing of the submission can be used.
    """
    target.mkdir(parents=True)
    lay_out(handed_in.files, target)
    if text := handed_in.timestamp.decode("utf-8-sig", "replace").strip():
        time = read_timestamp(text, Exchange(config=course.config).timezone)  # or is it late?
        (target / TIMESTAMP).write_text(readable_by_nbgrader(text, time), encoding="utf-8")
    left_out = handed_in.notes
    there = handed_in.notebooks
    search = Search(course, assignment, there, known, elsewhere, handed_in.files, left_out)
    problems: dict[str, SubmissionError] = {}
    notes: list[str] = []
    for name in known:
        try:
            found = search.find(name)
        except SubmissionError as error:
            problems[name] = error
        else:
            put_down(found.notebook, target / f"{name}.ipynb")
            notes += few(found.notes)
    ready = tuple(name for name in known if name not in problems)
    return Intake(ready, problems, (*notes, *handed_in.notes))


def _is_text_beside(path: str, name: str) -> bool:
    """Return whether a file is a text about something else, whatever it looks like."""
    return path.endswith((".md", ".txt")) and not path.startswith(name)


class Search:
    """Finds an assignment's notebooks among those that were handed in.

    Args:
        course: the course.
        assignment: its name.
        notebooks: what was handed in under a notebook's name, by path (see `HandedIn`).
        known: cells by grade id, by notebook.
        elsewhere: the texts of other assignments' notebooks (see `texts_elsewhere`).
        files: what else was handed in, by path; empty where nobody is told what it is.
        left_out: what was handed in and left out, a sentence each.

    Attributes:
        spare: paths of notebooks that hold work too, and were not chosen.
    """

    def __init__(
        self,
        course: Course,
        assignment: str,
        notebooks: Mapping[str, bytes | SubmissionError],
        known: Mapping[str, Mapping[str, Known]],
        elsewhere: Mapping[str, Collection[str]] = NOWHERE,
        files: Mapping[str, bytes] = NO_FILES,
        left_out: Collection[str] = (),
    ) -> None:
        self._left_out = left_out
        self._files = files
        self.spare: set[str] = set()
        self._elsewhere = elsewhere
        self._notebooks = notebooks
        self._known = known
        self._limits = NotebookLimits(config=course.config)
        named = {f"{name}.ipynb" for name in known}
        self._others = sorted(notebooks.keys() - named, key=lambda path: (path.count("/"), path))
        release = course.root / "release"
        self._released: dict[str, list[NotebookNode]] = {
            name: released_cells(release, assignment, name) for name in known
        }
        self._texts = {
            name: {plain(cell.source) for cell in cells} for name, cells in self._released.items()
        }

    def find(self, name: str) -> Document:
        """Return the notebook of a name, or the only other one that must be it.

        Raises:
            SubmissionError: there is none, there are several, or it cannot be graded.
        """
        if f"{name}.ipynb" not in self._notebooks:
            return self._instead(name)
        try:
            found = self._named(name)
        except SubmissionError as error:
            return self._in_place_of(name, error)
        if self._known[name] and self._untouched(found, name):
            found = self._finished(found, name)
        if spare := [path for path in self._others if self._is_spare(path, found, name)]:
            self.spare.update(spare)
            text = _("only {path} was graded, not {others}")
            path, others = quoted([found.path]), quoted(spare)
            found.notes.append(text.format(path=path, others=others))
        return found

    def _named(self, name: str) -> Document:
        """Return the notebook that was handed in under the right name."""
        found = self._read(f"{name}.ipynb", name)
        if self._known[name] and not found.grade_ids & self._known[name].keys():
            found.refuse(
                _(
                    "none of this assignment's graded cells is in it: does it belong to another "
                    "assignment?"
                )
            )
        return found

    def _in_place_of(self, name: str, problem: SubmissionError) -> Document:
        """Return the only other notebook that is filled in, where the named one has a problem.

        Raises:
            SubmissionError: there is none, or there are several that differ.
        """
        if len(self._others) > CANDIDATES:
            raise problem
        fitting, _broken, _others = self._candidates(name, str(problem))
        done = self._worked_in(fitting, name)
        if not done:
            raise problem
        found = self._only(done, str(problem))
        text = _("{problem}; {path} was graded instead")
        found.notes.append(text.format(problem=problem, path=quoted([found.path])))
        return found

    def _is_spare(self, path: str, chosen: Document, name: str) -> bool:
        """Return whether another notebook has the name of the chosen one, or work of its own."""
        if path == chosen.path:
            return False
        if path.split("/")[-1].startswith(name):
            return True
        if len(self._others) > CANDIDATES:
            return False
        try:
            other = self._read(path, name)
        except SubmissionError:
            return False
        return (
            self._fits(other, name)
            and not self._untouched(other, name)
            and other.notebook.cells != chosen.notebook.cells
        )

    def _fits(self, found: Document, name: str) -> bool:
        known = self._known[name].keys()
        return 2 * len(found.grade_ids & known) > len(known)

    def _read(self, path: str, name: str) -> Document:
        """Return what is at a path, with a notebook's marks if it has none."""
        data = self._notebooks[path]
        if isinstance(data, SubmissionError):
            raise data
        found = Document(path, data, self._limits)
        if not found.grade_ids & self._known[name].keys():
            find_again(found, self._known[name], self._released[name])
        self._refuse_another(found, name)
        return found

    def _refuse_another(self, found: Document, name: str) -> None:
        """Raise SubmissionError if it is another assignment's notebook with the same grade ids."""
        texts = {plain(cell.source) for cell in found.notebook.cells}
        own = texts & self._texts[name]
        for path, others in self._elsewhere.items():
            theirs = texts.intersection(others)
            if len(theirs - own) >= 3 and len(theirs - own) > 2 * len(own - theirs):
                found.refuse(_("this is {path}, another assignment's notebook").format(path=path))

    def _untouched(self, found: Document, name: str) -> bool:
        """Return whether there is nothing in a notebook that was not released."""
        texts = self._texts[name]
        cells = (plain(cell.source) for cell in found.notebook.cells)
        return bool(texts) and all(text in texts for text in cells if text)

    def _worked_in(self, fitting: list[Document], name: str) -> list[Document]:
        """Return those of some notebooks that are not as they were released."""
        return [one for one in fitting if not self._untouched(one, name)]

    def _finished(self, found: Document, name: str) -> Document:
        """Return the finished copy of a notebook that is as released, or the notebook itself."""
        blank = _("'{name}.ipynb' is as you received it").format(name=name)
        fitting, broken, _others = self._candidates(name, blank)
        done = self._worked_in(fitting, name)
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
        left_out = [sentence for sentence in self._left_out if f"{name}.ipynb'" in sentence]
        if not fitting and left_out:
            raise SubmissionError("; ".join([*broken, *left_out]))
        if not fitting:
            hand_in = _("hand in the notebook as '{name}.ipynb'").format(name=name)
            instead = few(self._mistaken(name))
            raise SubmissionError("; ".join([missing, *broken, *others, *instead, hand_in]))
        done = self._worked_in(fitting, name)
        found = self._only(done or fitting, missing)
        text = _("handed in as {path}, graded as '{name}.ipynb'")
        found.notes.append(text.format(path=quoted([found.path]), name=name))
        return found

    def _mistaken(self, name: str) -> list[str]:
        """Return what the other files are that can be meant for a notebook, a sentence each."""
        found = {
            path: "" if _is_text_beside(path, name) else mistaken_file(path, data)
            for path, data in sorted(self._files.items())
            if len(data) <= self._limits.size and "/" not in path and path != TIMESTAMP
        }
        known = [f"'{printable(path)}': {cause}" for path, cause in found.items() if cause]
        if known or not found:
            return known
        return [_("handed in instead: {names}").format(names=few_names(list(found)))]

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
            if self._fits(found, name):
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
