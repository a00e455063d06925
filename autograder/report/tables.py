"""The numbers of a report as tables of comma-separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.report.charts import Bin
from autograder.report.earlier import TASKS
from autograder.report.gather import Class
from autograder.text import harmless, printable

Row = Sequence[str | float | None]


def write_tables(folder: Path, found: Class, bins: Sequence[Bin]) -> list[Path]:
    """Write the tables of a report into a folder, and return their paths."""
    return [
        _write(folder / "distribution.csv", "from,to,students", _bins(bins)),
        _write(
            folder / "students.csv",
            "student,first_name,last_name,status,total,max_score,so_far,hours_late,own_cells,"
            "own_lines,note",
            _students(found),
        ),
        _write(
            folder / TASKS,
            "notebook,grade_id,points,students,waiting,difficulty,discrimination,correlation,remark",
            (
                (
                    *(i.notebook, i.cell, i.points, i.count, i.waiting, i.difficulty),
                    *(i.discrimination, i.correlation, i.remark),
                )
                for i in found.items
            ),
        ),
        _write(
            folder / "misconceptions.csv",
            "notebook,students,of,hint,grade_ids,who",
            (
                (
                    *(m.notebook, len(m.students), found.graded, m.hint),
                    *(" ".join(m.cells), " ".join(m.students)),
                )
                for m in found.misconceptions
            ),
        ),
        _write(
            folder / "cells.csv",
            "notebook,cell,raised,errors,stopped,long,typical_seconds,most_seconds,who",
            _cells(found),
        ),
        _write(
            folder / "similar.csv",
            "first,second,share,fingerprints",
            ((pair.first, pair.second, pair.share, pair.common) for pair in found.pairs),
        ),
    ]


def _bins(bins: Iterable[Bin]) -> Iterable[Row]:
    return ((one.low, one.high, one.count) for one in bins)


def _students(found: Class) -> Iterable[Row]:
    for total in found.totals:
        student = total.submission.student
        person = found.people.get(student)
        works = [work for work in found.works if work.student == student]
        late = found.late.get(student)
        yield (
            student,
            person.first_name if person else "",
            person.last_name if person else "",
            total.status,
            total.total,
            total.max_score,
            total.so_far,
            late.total_seconds() / 3600 if late else None,
            sum(len(work.own) for work in works) if works else None,
            sum(work.lines for work in works) if works else None,
            "; ".join(filter(None, (total.note, found.damaged.get(student, "")))),
        )


def _cells(found: Class) -> Iterable[Row]:
    for one in found.incidents:
        yield (
            one.notebook,
            one.cell,
            len(one.raised),
            " ".join(f"{name}:{count}" for name, count in one.errors),
            len(one.stopped),
            len(one.long),
            one.typical,
            one.most,
            " ".join(sorted({*one.raised, *one.stopped, *one.long})),
        )


def _write(path: Path, header: str, rows: Iterable[Row]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(harmless(map(_shown, row)) for row in rows)
    return path


def _shown(value: str | float | None) -> str | float | None:
    """Return a value; text can always be encoded."""
    return printable(value, 1000) if isinstance(value, str) else value
