"""Where the columns of Moodle's grading worksheet are.

Their order is always the same: identifier, full name and more about the person, status, grade,
maximum grade, perhaps the state of a workflow, whether the grade can be changed, when the
submission was last modified and what plugins say of it, when the grade was, and the feedback.
Headings that are known decide; in other languages, that order and what is in most cells. Columns
that a teacher added are none of these, and one cell that cannot be read changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from autograder.lms.headings import named_columns
from autograder.lms.moments import looks_like_time

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
THOUSAND = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
COMMENT = re.compile(r"com+ent|komment|коммент|feedback|retroal|opmerk|reaktion", re.IGNORECASE)
LONGEST = 25  # letters, of a word for yes or no


@dataclass(frozen=True)
class Layout:
    """Numbers of the columns of a worksheet; None: it has no such column.

    Attributes:
        grade: of the grade.
        maximum: of the highest grade.
        allowed: whether the grade can be changed.
        submitted, marked: when the submission and the grade were last modified.
        comment: of the feedback comments.
        most: the highest grade.
    """

    grade: int
    maximum: int
    allowed: int | None
    submitted: int | None
    marked: int | None
    comment: int | None
    most: Decimal


class Finder:
    """What tells the columns of a worksheet.

    Args:
        header: its headings.
        columns: what is in each, of the people in it.
    """

    def __init__(self, header: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
        self.header = header
        self.columns = columns
        self.named = named_columns(header)

    def find(self) -> Layout | None:
        """Return where the columns are; None: it has no points, or it cannot be told."""
        most = self._maximum()
        grade = None if most is None else self._grade(most)
        if most is None or grade is None:
            return None
        times = [n for n in range(most + 1, len(self.header)) if self._is_time(n)]
        submitted, marked = self._times(times)
        allowed = self._allowed(most, [n for n in (submitted, marked) if n is not None])
        last = next(n for n in (marked, submitted, allowed, most) if n is not None)
        comment = self._comment(last)
        return Layout(
            grade, most, allowed, submitted, marked, comment, self.points(most) or Decimal(0)
        )

    def points(self, number: int) -> Decimal | None:
        """Return the number above 0 that most cells of a column have, if there is one."""
        return most_frequent(self.columns[number]) if number < len(self.columns) else None

    def _maximum(self) -> int | None:
        """Return which column has the maximum."""
        if self.named["maximum"] or self.named["scale"]:
            found = [n for n in self.named["maximum"] if n > 1 and self.points(n)]
            beside = [n for n in found if n - 1 in self.named["grade"]]
        else:
            found = [n for n in range(2, len(self.header)) if self._is_maximum(n)]
            beside = [n for n in found if n - 1 in self.named["grade"]]
        fit = beside or found
        return fit[0] if len(fit) == 1 else None

    def _is_maximum(self, number: int) -> bool:
        """Return whether what is in and after a column is as in and after the maximum."""
        if not self.points(number):
            return False
        behind = range(number + 1, min(number + 3, len(self.header)))
        if any(n in behind for n in self.named["allowed"]):
            return True
        if self._is_answer(number + 1) and self._is_time(number + 2):
            return True
        workflow = self._is_words(number + 1) and not self._is_time(number + 1)
        return workflow and self._is_answer(number + 2) and self._is_time(number + 3)

    def _grade(self, most: int) -> int | None:
        """Return which column has the grade: Moodle looks for it by its heading."""
        if most - 1 in self.named["grade"]:
            return most - 1
        if self.named["grade"]:
            return self.named["grade"][0] if len(self.named["grade"]) == 1 else None
        doubt = self.points(most - 1) and self._is_empty(most - 2)
        told = [value for value in self.columns[most - 1] if value not in ("", "-")]
        words = [value for value in told if as_number(value) is None]
        return None if doubt or 2 * len(words) > len(told) else most - 1

    def _times(self, times: Sequence[int]) -> tuple[int | None, int | None]:
        """Return when the submission and the grade were modified."""
        submitted = next(iter(self.named["submitted"]), None)
        marked = next(iter(self.named["marked"]), None)
        if marked is None:
            later = [n for n in times if n != submitted and (submitted is None or n > submitted)]
            marked = later[-1] if later else None
        if submitted is None and marked is not None:
            submitted = next((n for n in times if n < marked), None)
        return submitted, marked

    def _allowed(self, most: int, times: Sequence[int]) -> int | None:
        """Return which column says whether the grade can be changed."""
        if self.named["allowed"]:
            return self.named["allowed"][0]
        if times and times[0] - 1 > most:
            return times[0] - 1
        return next((n for n in (most + 1, most + 2) if not times and self._is_answer(n)), None)

    def _comment(self, last: int) -> int | None:
        """Return which column has the feedback comments, behind another one."""
        if self.named["comment"]:
            return self.named["comment"][0]
        later = range(last + 1, len(self.header))
        like = [number for number in later if COMMENT.search(self.header[number])]
        known = self.named["maximum"] or self.named["marked"]
        free = [n for n in later[:1] if not known and not self.points(n)]
        return next(iter([*like, *free]), None)

    def _is_time(self, number: int) -> bool:
        """Return whether most cells of a column are times, or signs that there is none."""
        if number >= len(self.columns):
            return False
        values = [value for value in self.columns[number] if value]
        told = [value for value in values if value != "-"]
        return bool(values) and 2 * sum(map(looks_like_time, told)) >= len(told)

    def _is_words(self, number: int) -> bool:
        """Return whether most cells of a column are neither empty nor numbers."""
        if number >= len(self.columns):
            return False
        values = self.columns[number]
        words = [value for value in values if value and as_number(value) is None]
        return 2 * len(words) > len(values)

    def _is_answer(self, number: int) -> bool:
        """Return whether most cells of a column have one of two short words."""
        if not self._is_words(number) or self._is_time(number):
            return False
        values = [value.casefold() for value in self.columns[number]]
        common = Counter(values).most_common(2)
        short = all(len(value) <= LONGEST for value, _count in common)
        return short and 2 * sum(count for _value, count in common) > len(values)

    def _is_empty(self, number: int) -> bool:
        """Return whether a column has nothing but numbers, if anything."""
        return all(not value or as_number(value) is not None for value in self.columns[number])


def most_frequent(values: Iterable[str]) -> Decimal | None:
    """Return the number above 0 that more than half of the cells have that are not empty."""
    told = [value for value in values if value]
    counts = Counter(number for value in told if (number := as_maximum(value)))
    number, count = next(iter(counts.most_common(1)), (Decimal(0), 0))
    return number if number > 0 and 2 * count > len(told) else None


def as_maximum(text: str) -> Decimal | None:
    """Return how many points there are; None where 1,000 may be one or a thousand, or none are."""
    return None if THOUSAND.fullmatch(text) else as_number(text) or None


def as_number(text: str) -> Decimal | None:
    """Return a number that is written with a point or a comma."""
    if not NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
