"""A run is a folder: whatever is killed, and whenever, the same command finishes what it left.

Below `.runs/` in the course's folder:

    run.json          the run that is not finished: its id, its settings, what it is to grade
    results/          complete results that are not recorded yet
    outcomes/         what was found last of each submission: by which run, and its fingerprint
    lock              held by the command that grades

A result is first written to results/, under a name that says that it is complete. From there it is
recorded: gradebook, autograded/, receipts/, outcomes/. Each step can be done twice, and what was
interrupted is done again when the next command begins.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, astuple, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde

from autograder.course import Course, Submission
from autograder.engine.job import Job, Result
from autograder.errors import CourseError
from autograder.files import lay_out, remove
from autograder.grade import receipt
from autograder.grade.answers import (
    changed_answers,
    keep_answers,
    known_answers,
)
from autograder.grade.notes import Notes, write_notes
from autograder.gradebook.outcome import Outcome
from autograder.gradebook.record import Scores, record
from autograder.gradebook.recorded import FOLDER, Recorded, recorded, recorded_path
from autograder.i18n import _
from autograder.text import printable

FORM = 4  # of a result; one of another form is found again


class Run:
    """The run that is going on in a course, perhaps begun by an earlier command.

    Args:
        course: the course.
        settings: hash of all settings; with other settings, another run begins.
        todo: what this command is to grade; it is added to what the run is to grade.
    """

    def __init__(self, course: Course, settings: str, todo: Iterable[Submission]) -> None:
        self._course = course
        self._converter = Autograde(coursedir=course.folders, config=course.config)
        self._folder = course.root / FOLDER
        self._results = self._folder / "results"
        self._results.mkdir(parents=True, exist_ok=True)
        found = _read(self._folder / "run.json")
        if not found or found["settings"] != settings:
            found = {"id": secrets.token_hex(8), "settings": settings, "todo": []}
        self._id: str = found["id"]
        self._todo = {Submission(*names) for names in found["todo"]} | set(todo)
        names = sorted(astuple(one) for one in self._todo)
        _write(self._folder / "run.json", {**found, "todo": names})
        for path in sorted(self._results.iterdir()):
            if path.name.startswith(".") or _read(path / "result.json")["form"] != FORM:
                remove(path)  # it was killed while it wrote, or the kit has changed since
            else:
                self._record(path)

    def entry(self, submission: Submission) -> Recorded | None:
        """Return what was found last of a submission, by this run or an earlier one."""
        return recorded(self._course, submission)

    def known(self, submission: Submission, earlier: bool) -> Recorded | None:
        """Return what was found of a submission, if that need not be found again.

        Args:
            submission: whose.
            earlier: whether what earlier runs found counts as well as what this one did.
        """
        entry = self.entry(submission)
        if entry is None or not (earlier or entry.run == self._id):
            return None
        folder = self._course.root.joinpath("autograded", *astuple(submission))
        there = all((folder / f"{name}.ipynb").is_file() for name in entry.graded)
        return entry if there else None

    def keep(self, job: Job, result: Result) -> Outcome:
        """Record a result, so that it stays whatever happens from now on."""
        students = all(problem.students for problem in result.problems.values())
        again = not students or bool(result.faults)
        before = self.entry(job.submission)
        entry = Recorded(
            self._id,
            "" if again else job.fingerprint,
            tuple(result.scores),
            {name: problem.reason for name, problem in result.problems.items()},
            tuple(result.notes),
            {
                notebook: {name: printable(text, 600) for name, text in faults.items()}
                for notebook, faults in result.faults.items()
            },
            job.handed or (before.handed if before else ""),
            job.lay,
        )
        if result.log:
            with self._course.log_file.open("a", encoding="utf-8") as log:
                log.write(result.log)
        self._record(self._stage(job.submission, entry, result))
        return entry.outcome(job.submission)

    def confirm(self, submission: Submission, entry: Recorded) -> Outcome:
        """Let what was found before count for this run as well."""
        _write(recorded_path(self._course, submission), asdict(replace(entry, run=self._id)))
        return entry.outcome(submission, kept=True)

    def finish(self) -> None:
        """End the run if all that it was to grade is graded."""
        entries = [self.entry(one) for one in self._todo]
        if all(entry is not None and entry.run == self._id for entry in entries):
            remove(self._folder / "run.json")

    def _stage(self, submission: Submission, entry: Recorded, result: Result) -> Path:
        """Write a complete result; only then it has a name without a dot."""
        name = secrets.token_hex(8)
        part = self._results / f".{name}"
        lay_out(result.files, part / "autograded")
        for found in result.receipts.values():
            if found["notebook"] not in result.problems:
                receipt.write(self._course, found, part / "receipts")
        part.mkdir(exist_ok=True)
        facts = {
            "form": FORM,
            "submission": astuple(submission),
            "entry": asdict(entry),
            "messages": {name: problem.message for name, problem in result.problems.items()},
            "answers": result.answers,
            "scores": {name: asdict(scores) for name, scores in result.scores.items()},
            "timestamp": result.timestamp and result.timestamp.isoformat(),
        }
        _write(part / "result.json", facts)
        return part.rename(self._results / name)

    def _record(self, path: Path) -> None:
        """Record a complete result; what was done of it before is done again."""
        found = _read(path / "result.json")
        submission, entry = Submission(*found["submission"]), found["entry"]
        graded = {name: Scores(**one) for name, one in found["scores"].items()}
        time = found["timestamp"] and datetime.fromisoformat(found["timestamp"])
        answers = found["answers"]
        changed = changed_answers(known_answers(self._course, submission), answers)
        record(self._course.db_url, submission, graded, time, changed)
        keep_answers(self._course, submission, answers)
        student, assignment = astuple(submission)
        autograded = self._course.root / "autograded"
        self._put(path / "autograded", autograded / student / assignment, bool(graded))
        receipts = receipt.folder_of(self._course, student, assignment)
        self._put(path / "receipts", receipts, bool(graded))
        if graded:
            self._converter.set_permissions(assignment, student)
        notes = Notes(found["messages"], tuple(entry["notes"]))
        write_notes(autograded, student, assignment, notes)
        _write(recorded_path(self._course, submission), entry)
        remove(path.rename(path.with_name(f".{path.name}")))  # a part of it would count as whole

    def _put(self, new: Path, target: Path, expected: bool) -> None:
        """Let a new folder replace an old one, unless it has done so already."""
        if new.exists() or not expected:
            remove(target)
        if new.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(new, target)


@contextmanager
def alone(course: Course) -> Iterator[None]:
    """See that no other command grades this course meanwhile.

    Raises:
        CourseError: one does.
    """
    folder = course.root / FOLDER
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CourseError(
                _("{root}: another command is grading this course").format(root=course.root)
            ) from None
        yield


def _read(path: Path) -> Any:
    """Return what a file of the run says; nothing if there is none."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _write(path: Path, content: Mapping[str, Any]) -> None:
    """Write a file of the run: afterwards there is the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}")
    with part.open("w", encoding="utf-8") as file:
        file.write(json.dumps(content))  # json.dump is not C
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
