"""What a worker does with a job: prepare a submission, grade it, write its feedback."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import astuple
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from nbgrader import utils

from autograder.course import Course
from autograder.engine.convert import FeedbackOne, GradeOne, Remarks, convert, sanitise
from autograder.engine.job import Common, Job, Prepared, Problem, Result, Solutions
from autograder.engine.runner import JobRunner
from autograder.errors import NotGraded
from autograder.files import contents, digest, digest_of, remove
from autograder.grade import receipt
from autograder.grade.stage import is_brought
from autograder.gradebook.record import read_scores
from autograder.gradebook.released import grade_cells
from autograder.i18n import _
from autograder.intake.prepare import prepare as take_in
from autograder.intake.timestamp import NAME as TIMESTAMP
from autograder.judge.region import imported_of_kit
from autograder.notebook import code

HARMLESS = (
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".csv", ".tsv", ".txt", ".json", ".npy"),
    *(".npz", ".wav", ".mp3", ".mp4", ".parquet", ".xlsx"),
)
"""Endings of pictures and data, which go back beside a page of feedback."""


def prepare(runner: JobRunner, job: Job) -> Prepared:
    """Repair and sanitise what was handed in; runs in a worker."""
    with runner.course(job) as (course, common):
        _check_kit(course, common)
        try:
            return _prepared(runner, course, common, job)
        except Exception as error:  # whatever it is, it is this submission's
            problems = dict.fromkeys(job.notebooks, Problem.of(course, error))
            return Prepared(problems=problems, log=_log(course))


def _prepared(runner: JobRunner, course: Course, common: Common, job: Job) -> Prepared:
    assert job.handed_in is not None
    assignment = job.submission.assignment
    folder = course.root.joinpath("submitted", *astuple(job.submission))
    cells = {name: one.cells for name, one in common.known.items()}
    intake = take_in(course, assignment, job.handed_in, cells, folder, common.elsewhere)
    problems = {name: Problem.of(course, error) for name, error in intake.problems.items()}
    handed = _hash_of_work(contents(folder), problems)
    found = Remarks()
    solutions: dict[str, Solutions] = {}
    for name in intake.ready:
        path = folder / f"{name}.ipynb"
        runner.begin(course, common, path)  # while all this is done
        try:
            notebook = sanitise(course, job.submission, path, common.known[name], found)
        except Exception as error:
            problems[name] = Problem.of(course, error)
        else:
            tests = (c.metadata.nbgrader.grade_id for c in notebook.cells if utils.is_grade(c))
            solutions[name] = Solutions(tuple(tests), tuple(code(notebook)))
            _import_judges(frozenset(c.hidden for c in grade_cells(common.known[name]).values()))
    theirs = contents(folder)
    files = {**theirs, **contents(course.root / "source" / assignment)}
    log = _log(course)
    below = folder.relative_to(course.root).as_posix()
    laid_out = {f"{below}/{path}": content for path, content in theirs.items()}
    return Prepared(
        files=laid_out | {course.log_file.name: log.encode()},
        brought={path: digest(one) for path, one in files.items() if is_brought(path)},
        solutions=solutions,
        problems=problems,
        notes=(*intake.notes, *found.notes),
        handed=handed,
        log=log,
    )


def _hash_of_work(files: Mapping[str, bytes], problems: Mapping[str, Problem]) -> str:
    """Return the hash of what a student wrote.

    The same at another time, or with other outputs, is not another attempt.
    """
    work: dict[str, object] = {
        name: content for name, content in files.items() if name != TIMESTAMP
    }
    for name in [name for name in work if name.endswith(".ipynb")]:
        cells = json.loads(files[name])["cells"]
        work[name] = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    return digest_of(sorted(work.items()), sorted(problems))


@lru_cache(maxsize=16)
def _import_judges(regions: frozenset[str]) -> None:
    """Import what hidden regions will import of the kit's; they say what is missing."""
    for name in sorted(set().union(*map(imported_of_kit, regions))):
        with suppress(ImportError):
            import_module(name)


def grade(runner: JobRunner, job: Job) -> Result:
    """Grade one submission; runs in a worker."""
    with runner.course(job) as (course, common):
        _check_kit(course, common)
        problems: dict[str, Problem] = {}
        found = Remarks()
        for name in job.notebooks:
            path = course.root.joinpath("submitted", *astuple(job.submission), f"{name}.ipynb")
            try:
                server = runner.fork_server(course, common, path)
                ready = _ready(course, common, job.seeds[name], server)
                notes = runner.overdue(job) / digest(name.encode())
                ready.config.SealedExecute.overdue_notes = str(notes)
                one = convert(ready, GradeOne, job.submission, common.known[name])
            except Exception as error:  # whatever it is, it is this notebook's
                problems[name] = Problem.of(course, error)
            else:
                found.add(one)
        remove(runner.overdue(job))
        return _result(course, job, problems, found)


def _check_kit(course: Course, common: Common) -> None:
    """Raise NotGraded if this worker would judge differently from the driver's machine."""
    if common.kit != receipt.hash_of_judges(course):
        raise NotGraded(
            _("the worker's version of the kit differs from the driver's; install yours there")
        )


def _ready(course: Course, common: Common, seeds: Mapping[str, str], fork_server: str) -> Course:
    """Return the course as it is set for one sanitised notebook."""
    config = deepcopy(course.config)
    config.Exporter.optimistic_validation = True  # once, not after each step; it takes one at least
    config.SaveReports.sign = False
    config.SealedExecute.hidden = list(common.hidden)
    config.SealedExecute.seeds = dict(seeds)
    config.SealedExecute.fork_server = fork_server
    return Course(course.root, config)


def _result(course: Course, job: Job, problems: Mapping[str, Problem], found: Remarks) -> Result:
    graded = [name for name in job.notebooks if name not in problems]
    noted, timestamp = read_scores(course.db_url, job.submission, graded) if graded else ({}, None)
    folder = course.root.joinpath("autograded", *astuple(job.submission))
    return Result(
        files=contents(folder) if graded else {},
        receipts=found.receipts,
        scores=noted,
        timestamp=timestamp,
        problems={**job.problems, **problems},
        faults=found.faults,
        answers=found.answers,
        notes=(*job.notes, *found.notes),
        log=_log(course),
    )


def give_feedback(runner: JobRunner, job: Job) -> Result:
    """Write one submission's feedback pages; runs in a worker."""
    with runner.course(job) as (course, _common):
        convert(course, FeedbackOne, job.submission)
        folder = course.root.joinpath("feedback", *astuple(job.submission))
        own = {f"{Path(path).stem}.html" for path in job.files if path.endswith(".ipynb")}
        pages = {  # what a browser would run of the student's own files stays where it is
            path: content
            for path, content in contents(folder).items()
            if path in own or path.lower().endswith(HARMLESS)
        }
        return Result(files=pages, log=_log(course))


def _log(course: Course) -> str:
    return course.log_file.read_text(encoding="utf-8") if course.log_file.exists() else ""
