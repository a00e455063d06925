"""What a grade in nbgrader's gradebook is worth, and whether there is one at all.

nbgrader itself counts what nobody has read, and what could not be graded, as 0.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Set
from dataclasses import dataclass

from nbgrader.api import Grade, Notebook, SubmittedNotebook
from traitlets.config import Config

from autograder.i18n import N_

GRADED = "graded"
MANUAL = "needs manual grading"
NOT_GRADED = N_("not graded")
ABSENT = "absent"


@dataclass(frozen=True)
class Points:
    """What one grade cell of a submission is worth.

    Attributes:
        score: extra credit included; None: not known yet.
        status: GRADED, MANUAL (a person has to read it) or NOT_GRADED.
        extra: what a person gave beyond the cell's points.
    """

    score: float | None = None
    status: str = NOT_GRADED
    extra: float | None = None


def cells_by_hand(notebook: Notebook) -> frozenset[str]:
    """Return the grade ids of the cells for which a person gives the points."""
    return frozenset(cell.name for cell in (*notebook.solution_cells, *notebook.task_cells))


def dropped_cells(config: Config, assignment: str) -> Mapping[str, str]:
    """Return the questions of an assignment that were dropped: why, by grade id."""
    every: Mapping[str, Mapping[str, str]] = config.Course.get("dropped") or {}
    return every.get(assignment, {})


def points_of(
    notebook: SubmittedNotebook, by_hand: Set[str], dropped: Container[str]
) -> dict[str, Points]:
    """Return what each grade cell of a submitted notebook is worth, by grade id.

    Args:
        notebook: as it was handed in.
        by_hand: what `cells_by_hand` returned of it.
        dropped: what `dropped_cells` returned of its assignment: they are worth their points,
            whatever was given for them.
    """
    return {
        grade.name: _full(grade) if grade.name in dropped else _points(grade, grade.name in by_hand)
        for grade in notebook.grades
    }


def _full(grade: Grade) -> Points:
    return Points(float(grade.max_score) + (grade.extra_credit or 0.0), GRADED, grade.extra_credit)


def _points(grade: Grade, by_hand: bool) -> Points:
    unknown = grade.manual_score is None and grade.auto_score is None
    if unknown or grade.needs_manual_grade:
        return Points(None, NOT_GRADED if unknown and not by_hand else MANUAL)
    return Points(float(grade.score), GRADED, grade.extra_credit or None)


def counted(points: Iterable[Points]) -> float:
    """Return the sum of what is known."""
    return sum(one.score or 0.0 for one in points)
