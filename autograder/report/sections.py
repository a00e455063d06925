"""The parts of a report's page on points, people and tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import mean, median, quantiles

from autograder.gradebook.points import ABSENT, GRADED, MANUAL, NOT_GRADED
from autograder.gradebook.totals import Total
from autograder.i18n import _
from autograder.report.charts import Bin, histogram
from autograder.report.earlier import Comparison
from autograder.report.gather import Class
from autograder.report.items import FEW
from autograder.report.view import Block, Folded, Section, Table, number, percent
from autograder.text import printable

CHANGES = 15  # shown; the others can be had from the two tables


def who(found: Class, student: str) -> str:
    """Return a student's name and id, to be shown."""
    person = found.people.get(student)
    name = f"{person.first_name} {person.last_name}".strip() if person else ""
    return printable(f"{name} ({student})" if name else student, 80)


def folded(found: Class, students: Iterable[str]) -> Folded:
    """Return students' names, to be folded away."""
    names = [who(found, student) for student in students]
    return Folded(_("who ({count})").format(count=len(names)), names)


def points(found: Class, bins: Sequence[Bin]) -> Section:
    """Say how the points are distributed."""
    totals = [one.total for one in found.totals if one.total is not None]
    so_far = [one for one in found.totals if one.total is None and one.so_far is not None]
    sentences = [
        _("{graded} of {all} students are fully graded.").format(
            graded=len(totals), all=len(found.totals)
        )
    ]
    if so_far:
        text = _("For {count} more, the chart shows what they have so far.")
        sentences.append(text.format(count=len(so_far)))
    every = [*totals, *(one.so_far for one in so_far if one.so_far is not None)]
    if every:
        first, middle, third = (
            quantiles(every, n=4, method="inclusive") if len(every) > 1 else (every * 3)
        )
        text = _("Mean {mean}, median {median}; the middle half has {first} to {third} of {most}.")
        sentences.append(
            text.format(
                mean=number(mean(every), 1),
                median=number(middle, 1),
                first=number(first, 1),
                third=number(third, 1),
                most=number(worth(found)),
            )
        )
    return Section("points", _("Points"), sentences, histogram(bins))


def worth(found: Class) -> float:
    """Return what the assignment is worth."""
    return max((one.max_score for one in found.totals), default=0.0)


def people(found: Class) -> Section:
    """Say who has not handed in, was not graded, waits for a person, or is late."""
    absent = _with_status(found, ABSENT)
    waiting = _with_status(found, MANUAL)
    tables = []
    reasons = [
        *((who(found, t.submission.student), t.note) for t in _with_status(found, NOT_GRADED)),
        *((who(found, student), text) for student, text in found.damaged.items()),
    ]
    if reasons:
        rows = [(name, printable(reason, 400)) for name, reason in reasons]
        tables.append(Table(_("Not graded, or not in this report"), (_("student"), _("why")), rows))
    if found.late:
        late = sorted(found.late.items(), key=lambda pair: (-pair[1], pair[0]))
        rows = [(who(found, student), _duration(time)) for student, time in late]
        tables.append(Table(_("Late"), (_("student"), _("by")), rows, frozenset({1})))
    blocks = [
        Block(title=f"{title}: {len(these)}", folded=folded(found, _ids(these)))
        for title, these in (
            (_("Handed in nothing"), absent),
            (_("Answers waiting to be read"), waiting),
        )
    ]
    sentence = _("Graded: {graded}; not graded: {failed}; late: {late}.").format(
        graded=len(_with_status(found, GRADED)),
        failed=len(_with_status(found, NOT_GRADED)),
        late=len(found.late),
    )
    return Section("people", _("Who is missing"), [sentence], tables=tables, blocks=blocks)


def _with_status(found: Class, status: str) -> list[Total]:
    return [one for one in found.totals if one.status == status]


def _ids(totals: Iterable[Total]) -> list[str]:
    return [one.submission.student for one in totals]


def _duration(time: timedelta) -> str:
    """Return a time in days and hours."""
    hours = time.total_seconds() / 3600
    if hours >= 48:
        return _("{days} days").format(days=number(hours / 24, 1))
    return _("{hours} h").format(hours=number(hours, 1))


def tests(found: Class) -> Section:
    """Say how hard each test was, and whether it tells students apart."""
    sentences = [
        _(
            "Facility (in tasks.csv: difficulty) is the mean share of the points: 100% means that "
            "everybody has all of them."
        ),
        _(
            "Discrimination is the facility among the 27% with the most points minus that among "
            "the 27% with the fewest. Correlation is that of the test with all others: for a test "
            "without part points, the point-biserial coefficient. In both, 1 is the most, and "
            "below 0.2 a test hardly tells students apart."
        ),
    ]
    if found.graded < FEW:
        text = _("With {count} students these numbers say little.")
        sentences.append(text.format(count=found.graded))
    header = (
        *(_("test"), _("points"), _("students"), _("facility"), _("discrimination")),
        *(_("correlation"), _("remark")),
    )
    rows = [
        (
            *(one.cell, number(one.points), str(one.count), percent(one.difficulty)),
            *(number(one.discrimination), number(one.correlation), one.remark),
        )
        for one in found.items
    ]
    table = Table(_("Each test"), header, rows, frozenset(range(1, 6)))
    return Section("tests", _("Tests"), sentences, tables=[table])


def earlier(comparison: Comparison) -> Section:
    """Say what has changed since an earlier report."""
    date = comparison.date.isoformat()
    changes = comparison.changed
    title = _("Compared with the report of {date}").format(date=date)
    if not comparison.changes:
        return Section("earlier", title, [_("The two have no test in common.")])
    then, now = (mean(getattr(one, when) for one in comparison.changes) for when in ("then", "now"))
    sentences = [
        _("Mean facility of the tests that both have: {then} then, {now} now.").format(
            then=percent(then), now=percent(now)
        )
    ]
    if comparison.new:
        text = _("Tests that are new: {count}.")
        sentences.append(text.format(count=len(comparison.new)))
    if not changes:
        return Section("earlier", title, [*sentences, _("No test's facility has changed.")])
    rows = [
        (one.cell, percent(one.then), percent(one.now), number(100 * (one.now - one.then), 0))
        for one in changes[:CHANGES]
    ]
    header = (_("test"), _("then"), _("now"), _("percentage points"))
    table = Table(_("The largest changes"), header, rows, frozenset({1, 2, 3}))
    return Section("earlier", title, sentences, tables=[table])


def effort(found: Class) -> Section:
    """Say how many cells of their own students added."""
    cells: dict[str, int] = {}
    lines: dict[str, int] = {}
    for work in found.works:
        cells[work.student] = cells.get(work.student, 0) + len(work.own)
        lines[work.student] = lines.get(work.student, 0) + work.lines
    if not cells:
        return Section("effort", _("Effort"), [_("No graded notebook could be read.")])
    busy = [student for student, count in cells.items() if count]
    sentences = [
        _("{count} of {all} students added cells of code of their own.").format(
            count=len(busy), all=len(cells)
        )
    ]
    if busy:
        text = _("Of these, half added {cells} cells with {lines} lines or more.")
        sentences.append(
            text.format(
                cells=number(median(cells[one] for one in busy), 1),
                lines=number(median(lines[one] for one in busy), 1),
            )
        )
    most = sorted(busy, key=lambda student: (-lines[student], student))[:CHANGES]
    rows = [(who(found, one), str(cells[one]), str(lines[one])) for one in most]
    header = (_("student"), _("cells"), _("lines"))
    tables = [Table(_("The most"), header, rows, frozenset({1, 2}))] if rows else []
    return Section("effort", _("Effort"), sentences, tables=tables)
