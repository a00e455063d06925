"""Everything that a report says of a class, from the gradebook and what grading left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from nbgrader import utils

import lesson
from autograder.course import Course, Submission, assignments
from autograder.errors import CourseError
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.attempts import Counted, counted, settle
from autograder.gradebook.outcome import Row
from autograder.gradebook.points import ABSENT, MANUAL
from autograder.gradebook.recorded import outcomes
from autograder.gradebook.released import plain, released_cells
from autograder.gradebook.students import Enrolled, enrolled
from autograder.gradebook.totals import Total, totals_of
from autograder.i18n import _
from autograder.notebook import load_notebook, solution
from autograder.report.incidents import Incident, incidents
from autograder.report.items import Item, item
from autograder.report.misconceptions import Misconception, misconceptions
from autograder.report.similar import Pair, similar
from autograder.report.work import Damaged, Work, read_work
from autograder.text import quoted


@dataclass(frozen=True)
class Class:
    """A class in one assignment.

    Attributes:
        assignment: its name.
        people: who is known, by id.
        totals: what each has, or why not.
        late: how late submissions were, by student.
        items: the grade cells, in the notebooks' order.
        works: the graded notebooks that could be read.
        damaged: why others could not, by student.
        misconceptions: the most frequent first.
        incidents: cells that raised, were stopped or took long.
        code: each student's own code, by the name of its cell.
        pairs: students whose code is alike.
    """

    assignment: str
    people: Mapping[str, Enrolled]
    totals: Sequence[Total]
    late: Mapping[str, timedelta]
    items: Sequence[Item]
    works: Sequence[Work]
    damaged: Mapping[str, str]
    misconceptions: Sequence[Misconception]
    incidents: Sequence[Incident]
    code: Mapping[str, Mapping[str, str]]
    pairs: Sequence[Pair]

    @property
    def graded(self) -> int:
        """How many students' notebooks could be read."""
        return len({work.student for work in self.works})


def gather(course: Course, assignment: str) -> Class:
    """Return what there is to say of a class.

    Raises:
        CourseError: there is no such assignment, or it has no points.
    """
    known = with_points(course)
    if assignment not in known:
        text = _("the gradebook knows no assignment {name} with points; there are: {names}")
        raise CourseError(text.format(name=quoted([assignment]), names=quoted(known) or _("none")))
    settle(course)  # of points that were given by hand since, too
    handed = [one for one in outcomes(course) if one.submission.assignment == assignment]
    counts = counted(course, handed)
    found = {submission: one.rows for submission, one in counts.items()}
    totals = [t for t in totals_of(course, found) if t.submission.assignment == assignment]
    rows = [row for one in found.values() for row in one if row.grade_id]
    works, damaged = _works(
        course, assignment, counts, totals, dict.fromkeys(r.notebook for r in rows)
    )
    code = _code(works)
    people = {one.id: one for one in enrolled(course.db_url)}
    return Class(
        assignment,
        people,
        totals,
        _late(course, assignment),
        items_of(rows),
        works,
        damaged,
        misconceptions(works, _sources(course, assignment), people),
        incidents(works),
        code,
        similar(code, course_code(course)),
    )


def with_points(course: Course) -> list[str]:
    """Return the names of the assignments that have points, sorted."""
    with open_gradebook(course.db_url) as gradebook:
        return sorted(one.name for one in gradebook.assignments if one.max_score)


def items_of(rows: Sequence[Row]) -> list[Item]:
    """Describe each grade cell by the students who have points in it, extra credit left out."""
    waiting = Counter((row.notebook, row.grade_id) for row in rows if row.status == MANUAL)
    points = {(row.notebook, row.grade_id): row.max_score for row in rows}
    scores: dict[tuple[str, str], dict[str, float]] = {key: {} for key in points}
    sums: dict[str, float] = {}
    for row in rows:
        key = (row.notebook, row.grade_id)
        if row.score is not None and not waiting[key]:
            scores[key][row.student] = own = row.score - (row.extra_credit or 0.0)
            sums[row.student] = sums.get(row.student, 0.0) + own
    return [
        replace(item(*key, points[key], scores[key], sums), waiting=waiting[key]) for key in points
    ]


def _late(course: Course, assignment: str) -> dict[str, timedelta]:
    """Return how late submissions were, extensions counted."""
    with open_gradebook(course.db_url) as gradebook:
        return {
            one.student_id: timedelta(seconds=round(one.total_seconds_late))
            for one in gradebook.assignment_submissions(assignment)
            if one.total_seconds_late > 0
        }


def _works(
    course: Course,
    assignment: str,
    counts: Mapping[Submission, Counted],
    totals: Sequence[Total],
    notebooks: Mapping[str, None],
) -> tuple[list[Work], dict[str, str]]:
    """Read the graded notebooks of a class; one that is damaged costs its student's part only."""
    works: list[Work] = []
    damaged: dict[str, str] = {}
    for name in notebooks:
        cells = released_cells(course.root / "release", assignment, name)
        known = {plain(cell.source) for cell in cells if cell.cell_type == "code"}
        for one in totals:
            student = one.submission.student
            place = counts[one.submission].place if one.submission in counts else course
            path = place.root / "autograded" / student / assignment / f"{name}.ipynb"
            if one.status == ABSENT or not path.is_file():
                continue
            try:
                works.append(read_work(place, assignment, student, name, known))
            except Damaged as error:
                damaged[student] = str(error)
    return works, damaged


def _code(works: Sequence[Work]) -> dict[str, dict[str, str]]:
    """Return each student's own code, of all notebooks together; added cells have a number."""
    cells: dict[str, dict[str, str]] = {}
    for work in works:
        mine = cells.setdefault(work.student, {})
        mine |= work.answers
        mine |= {str(len(mine) + number): code for number, code in enumerate(work.own)}
    return cells


def _sources(course: Course, assignment: str) -> list[Path]:
    return sorted((course.root / "source" / assignment).glob("*.ipynb"))


def course_code(course: Course) -> list[str]:
    """Return the code that nobody in a class wrote: releases, solutions, and lesson/."""
    code = [
        path.read_text(encoding="utf-8")
        for path in sorted(Path(lesson.__file__).parent.glob("*.py"))
    ]
    for path in sorted((course.root / "release").glob("*/*.ipynb")):
        code += [cell.source for cell in load_notebook(path).cells if cell.cell_type == "code"]
    for name in assignments(course):
        for path in _sources(course, name):
            code += [
                solution(cell.source)
                for cell in load_notebook(path).cells
                if cell.cell_type == "code" and utils.is_solution(cell)
            ]
    return code
