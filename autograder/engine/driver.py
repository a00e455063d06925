"""From submitted/ to the gradebook and the feedback pages, on as many workers as there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import nullcontext, suppress
from dataclasses import astuple, replace
from functools import partial
from itertools import chain
from pathlib import Path

from autograder.course import LAST, Course, Submission, handed_in
from autograder.engine.dispatch import Answer, Task, Workforce, dispatch
from autograder.engine.job import Job, Prepared, Problem, Result
from autograder.engine.jobs import Jobs
from autograder.engine.run import Run, alone
from autograder.engine.worker import give_feedback, prepare
from autograder.engine.worker import grade as grade_one
from autograder.engine.workers import workers
from autograder.errors import ClosedFile, FeedbackError, UnfitFile
from autograder.feedback.notes import write_pages
from autograder.files import lay_out, remove
from autograder.grade.earlier import keep_graded_attempt
from autograder.grade.notes import read_notes
from autograder.grade.stage import NBGRADER_FILES
from autograder.gradebook.attempts import Counted, counted, places, renew
from autograder.gradebook.outcome import Outcome
from autograder.gradebook.recorded import outcomes
from autograder.intake.files import opened, opened_folder
from autograder.text import printable


def grade(
    course: Course,
    todo: Iterable[Submission],
    done: Callable[[Outcome], None],
    *,
    running: Callable[[int], None] = lambda count: None,
    only_changed: bool = False,
    workforce: Workforce | None = None,
) -> list[Outcome]:
    """Grade submissions afresh; the failure of one does not affect another.

    What an interrupted command has graded already is not graded again, unless it has changed.

    Args:
        course: the course, its release generated.
        todo: what to grade.
        done: called after each, in whatever order they are done.
        running: called with the number of those that are being graded.
        only_changed: leave submissions alone that would get the same grade again.
        workforce: workers that are there already; else this machine's cores work.

    Returns:
        What became of each, in the order of `todo`.

    Raises:
        CourseError: another command is grading this course, or nothing was released yet.
    """
    todo = list(todo)
    became: dict[Submission, Outcome] = {}

    def tell(outcome: Outcome) -> None:
        became[outcome.submission] = outcome
        done(outcome)

    with alone(course):
        making = Jobs(course)
        run = Run(course, making.settings, todo)
        tasks = _tasks(making, run, todo, only_changed, tell)
        then = partial(_then, making)
        for job, answer in _answers(course, tasks, running, len(todo), workforce, then):
            found, kept = _result(course, job, answer), _kept(job, answer)
            keep_graded_attempt(course, kept.submission, kept.handed)
            tell(run.keep(kept, found))
        run.finish()
        if course.attempts != LAST:
            _grade_attempts(course, set(todo), running, workforce)
    return [became[submission] for submission in todo]


def _grade_attempts(
    course: Course,
    todo: Set[Submission],
    running: Callable[[int], None],
    workforce: Workforce | None,
) -> None:
    """Grade the earlier attempts at what was graded, of those that would get another grade now."""
    for place in places(course):
        renew(course, place)
        making = Jobs(course, place)
        mine = [one for one in handed_in(place) if one in todo]
        run = Run(place, making.settings, mine)
        tasks = _tasks(making, run, mine, True, lambda outcome: None)
        then = partial(_then, making)
        for job, answer in _answers(course, tasks, running, len(mine), workforce, then):
            run.keep(_kept(job, answer), _result(course, job, answer))
        run.finish()


def _answers(
    course: Course,
    tasks: Iterator[Task],
    running: Callable[[int], None],
    most: int,
    workforce: Workforce | None,
    then: Callable[[Job, Answer], Task | None] = lambda job, answer: None,
) -> Iterator[tuple[Job, Answer]]:
    """Yield jobs with what came of them; no worker is started where there are none."""
    first = next(tasks, None)
    if first is None:
        return
    with nullcontext(workforce) if workforce else workers(course, most) as mine:
        yield from dispatch(mine, chain([first], tasks), running, then)


def _tasks(
    making: Jobs,
    run: Run,
    todo: Iterable[Submission],
    only_changed: bool,
    tell: Callable[[Outcome], None],
) -> Iterator[Task]:
    """Yield what workers are to do, and tell of what needs none."""
    for submission in todo:
        entry = run.known(submission, only_changed)
        job = making.to_grade(submission)
        if entry is not None and entry.fingerprint == job.fingerprint != "":
            tell(run.confirm(submission, entry))
        elif job.handed_in is not None:
            yield prepare, job
        else:
            tell(run.keep(job, Result(problems=job.problems, notes=job.notes)))


def _then(making: Jobs, job: Job, answer: Answer) -> Task | None:
    """Return what is to be done of a submission that was prepared: only now its seeds are known."""
    if isinstance(answer, Prepared) and answer.solutions:
        return grade_one, making.seeded(job, answer)
    return None


def _kept(job: Job, answer: Answer) -> Job:
    """Return a job with what became known of the submission after it was made."""
    return replace(job, handed=answer.handed) if isinstance(answer, Prepared) else job


def _result(course: Course, job: Job, answer: Answer) -> Result:
    """Return what came of a job, also where nothing did."""
    if isinstance(answer, Result):
        return answer
    if isinstance(answer, Prepared):
        return Result(problems=answer.problems, notes=answer.notes, log=answer.log)
    problem = Problem.of(course, answer)
    problems = {**dict.fromkeys(job.notebooks, problem), **job.problems}
    return Result(problems=problems, notes=job.notes)


def is_done(course: Course, submission: Submission) -> bool:
    """Return whether a submission was graded, or cannot be: whether there is feedback to give."""
    autograded, (student, assignment) = course.root / "autograded", astuple(submission)
    graded = (autograded / student / assignment).is_dir()
    return graded or read_notes(autograded, student, assignment) is not None


def feedback(
    course: Course,
    todo: Iterable[Submission],
    done: Callable[[Submission], None],
    *,
    running: Callable[[int], None] = lambda count: None,
    workforce: Workforce | None = None,
) -> list[Path]:
    """Write the feedback pages of submissions, also of those that could not be graded.

    Args:
        course: the course.
        todo: what `is_done`.
        done: called after each, in whatever order they are done.
        running: called with the number of those that are being written.
        workforce: workers that are there already; else this machine's cores work.

    Returns:
        The pages, one a notebook, in the order of `todo`.

    Raises:
        FeedbackError: some could not be written; all others were.
    """
    todo = list(todo)
    pages: dict[Submission, list[Path]] = {}
    failures: list[str] = []

    def tell(submission: Submission, answer: Answer) -> None:
        try:
            pages[submission] = _put_pages(course, found[submission].place, submission, answer)
        except Exception as error:
            reason = Problem.of(course, error).reason
            failures.append(f"{printable(submission.student)}: {reason}")
        done(submission)

    wanted = set(todo)
    found = counted(course, [one for one in outcomes(course) if one.submission in wanted])
    tasks = _returns(course, todo, found, tell)
    for job, answer in _answers(course, tasks, running, len(todo), workforce):
        tell(job.submission, answer)
    if failures:
        raise FeedbackError("; ".join(sorted(failures)))
    return [page for submission in todo for page in pages[submission]]


def _returns(
    course: Course,
    todo: Iterable[Submission],
    found: Mapping[Submission, Counted],
    tell: Callable[[Submission, Answer], None],
) -> Iterator[Task]:
    """Yield what workers are to do, and tell of what needs none."""
    making = Jobs(course)
    for submission in todo:
        try:
            job = making.to_return(submission, found[submission])
        except Exception as error:
            tell(submission, error)
            continue
        if job is None:
            tell(submission, Result())
        else:
            yield give_feedback, job


def _put_pages(course: Course, place: Course, submission: Submission, answer: Answer) -> list[Path]:
    """Put one submission's pages where older ones were.

    Args:
        course: the course.
        place: where the attempt lies that they are about.
        submission: whose.
        answer: what the worker made of it.

    Raises:
        BaseException: what kept the worker from making them.
    """
    autograded, (student, assignment) = place.root / "autograded", astuple(submission)
    folder = course.root / "feedback" / student / assignment
    remove(folder)
    if isinstance(answer, BaseException):
        raise answer
    lay_out(answer.files, folder)
    kept = read_notes(autograded, student, assignment)
    if kept is not None and kept.problems:
        write_pages(folder, kept)
        _add_papers(course, submission, folder)
    return sorted(folder.glob("*.html"))


def _add_papers(course: Course, submission: Submission, folder: Path) -> None:
    """Put beside pages what nbgrader's exchange reads there; without, it stops for the class.

    What was handed in another way than by the exchange has no such files.
    """
    for name in NBGRADER_FILES:
        with (
            suppress(FileNotFoundError, UnfitFile, ClosedFile),
            opened_folder(course.root / "submitted", *astuple(submission)) as submitted,
            opened(name, submitted) as file,
        ):
            (folder / name).write_bytes(file.read(1000))
