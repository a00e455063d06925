"""What the engine costs, against nbgrader and otter-grader on the same submissions, in one run.

    python -m benchmarks.engine [--students N] [TABLE ...]

Makes the tables that are named, else all of `TABLES`, in benchmarks/RESULTS.md, each of N
students or of as many as it says. Seconds are of processor time if nothing else is said: a busy
machine changes them little. `t` is what students' own code took, cells and answers, in our
sandbox; all else that a grader spends on a submission is its overhead.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from autograder.bank.demo import CLASS, prepare, submit
from autograder.course import Course, load_course, submissions
from autograder.engine.cluster import cluster
from autograder.engine.driver import feedback
from autograder.notebook import load_notebook
from autograder.release.build import release
from benchmarks.machines import on_machines
from benchmarks.otter import ended, otter_exam
from benchmarks.results import keep, origin
from benchmarks.spent import Cost, again, engine, points, small_class, spending
from tests.support.grading import nbgrader, stock_course


def main(names: list[str], students: int | None) -> None:
    """Measure, print and write."""
    made_by = origin()
    course = load_course(Path())
    with tempfile.TemporaryDirectory() as folder:
        for name in names or TABLES:
            title, table, size = TABLES[name]
            keep(title, table(course, Path(folder), students or size), made_by)


def against_stock(course: Course, root: Path, size: int) -> list[str]:
    """Return a table: the same class, graded by the engine and by stock nbgrader."""
    lines = [
        f"{size} submissions an assignment, right and wrong ones of the bank; the engine's "
        "sandbox is on. Command: of the overhead, what one process does for all, one submission "
        "after another. Bound: what overhead, t and two full cores allow. Withheld: points that "
        "stock nbgrader does not give for a warning on stderr, whatever the report says.",
        "",
        "| assignment | t, s | overhead, s | command, s | stock's, s | t / all | 1 → 2 workers "
        "| of bound | times stock's | other points | withheld |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name in CLASS:
        there = class_of_bank(course, root / name, name, size)
        one, two = (engine(there, count) for count in (1, 2))
        mine = points(there)
        stock = by_nbgrader(there, root / f"stock-{name}", name)
        differing = [key for key, value in points(stock.course).items() if mine[key] != value]
        withheld = [key for key in differing if warned(stock.course, name, *key)]
        others = [key for key in differing if key not in withheld]
        bound = two.cpu / 2
        cells = [
            name,
            f"{two.code / two.count:.2f}",
            f"{two.overhead:.2f}",
            f"{two.command / two.count:.3f}",
            f"{(stock.cost.cpu - two.code) / size:.2f}",
            f"{two.code / two.cpu:.0%}",
            f"{one.wall / two.wall:.2f} times",
            f"{bound / two.wall:.0%}",
            f"{stock.cost.wall / two.wall:.1f}",
            f"{len(others)} of {len(mine)}",
            f"{len(withheld)}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
        print(lines[-1], *others, flush=True)
    return lines


def warned(course: Course, assignment: str, student: str, grade_id: str) -> bool:
    """Return whether a grade cell has written to stderr, for which nbgrader gives 0."""
    (path,) = (course.root / "autograded" / student / assignment).glob("*.ipynb")
    cells = load_notebook(path).cells
    (cell,) = (c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)
    return any(output.get("name") == "stderr" for output in cell.get("outputs", []))


def class_of_bank(course: Course, folder: Path, name: str, size: int) -> Course:
    """Let a class hand in what the bank holds, right and wrong in turn."""
    there = prepare(course, folder, [name])
    release(there)
    bank = course.root / "tests" / "submissions" / name
    right, wrong = (
        cycle([f"{kind}/{path.stem}" for path in sorted((bank / kind).glob("*.py"))])
        for kind in ("right", "wrong")
    )
    chosen = [next(right) if number % 2 else next(wrong) for number in range(size)]
    submit(course, there, name, {f"s{n:04}": entry for n, entry in enumerate(chosen)})
    return there


@dataclass
class Stock:
    """A class that stock nbgrader has graded."""

    course: Course
    cost: Cost


def by_nbgrader(course: Course, folder: Path, name: str) -> Stock:
    """Let stock nbgrader grade a class, in a copy of its course."""
    there = stock_course(course, folder)
    before, began = ended(), time.perf_counter()
    nbgrader(there, "autograde", name)
    wall = time.perf_counter() - began
    return Stock(there, Cost(len(submissions(there)), ended() - before, wall))


def against_otter(course: Course, root: Path, size: int) -> list[str]:
    """Return a table: the small exam graded by the engine, and by `otter run` with equal tests."""
    there = small_class(course, root / "exam", size)
    ours = engine(there, 1)
    cpu, wall = otter_exam(there, root / "otter", size)
    return [
        f"{size} submissions of the small exam with the same hidden assertions, one at a time; "
        "otter-grader has no sandbox here.",
        "",
        "| | processor, s a submission | by the clock, s |",
        "|---|---|---|",
        f"| engine, one worker | {ours.cpu / size:.2f} | {ours.wall / size:.2f} |",
        f"| `otter run` | {cpu / size:.2f} | {wall / size:.2f} |",
        f"| otter / engine | {cpu / ours.cpu:.1f} | {wall / ours.wall:.1f} |",
    ]


def by_size(course: Course, root: Path, largest: int) -> list[str]:
    """Return a table: what a submission costs in classes of 10, 100, 1,000."""
    there = small_class(course, root / "sizes", largest)
    sizes = [size for size in (10, 100, 1000) if size < largest] + [largest]
    lines = [
        "Two workers; memory is the most that driver and workers held, sandboxes apart.",
        "",
        "| class | processor, s a submission | command's, s | by the clock, s | memory, MB |",
        "|---|---|---|---|---|",
    ]
    for size in sizes:
        cost = engine(there, 2, size)
        seconds = " | ".join(f"{s / size:.3f}" for s in (cost.cpu, cost.command, cost.wall))
        lines.append(f"| {size} | {seconds} | {cost.memory / 1e6:.0f} |")
        print(lines[-1], flush=True)
    return lines


def around(course: Course, root: Path, size: int) -> list[str]:
    """Return a table: what a release of the whole course costs, and a page of feedback."""
    there = prepare(course, root / "whole")
    began, before = time.perf_counter(), time.process_time()
    release(there)
    lines = [
        "| | processor, s | by the clock, s |",
        "|---|---|---|",
        f"| release of {len(CLASS)} assignments and the lesson "
        f"| {time.process_time() - before:.2f} | {time.perf_counter() - began:.2f} |",
    ]
    name = next(iter(CLASS))
    submit(course, there, name, dict(islice(CLASS[name].items(), size)))
    with cluster(there, 2) as workforce:
        again(there, submissions(there), workforce)
        todo = submissions(there)
        feedback(there, todo[:2], lambda one: None, workforce=workforce)
        with spending(workforce) as spent:
            pages = feedback(there, todo, lambda one: None, workforce=workforce)
        cpu, wall, _command = spent()
    lines.append(f"| a page of feedback | {cpu / len(pages):.2f} | {wall / len(pages):.2f} |")
    return lines


TABLES: dict[str, tuple[str, Callable[[Course, Path, int], list[str]], int]] = {
    "stock": ("The engine and stock nbgrader", against_stock, 20),
    "otter": ("The engine and otter-grader", against_otter, 20),
    "sizes": ("Classes of a small exam", by_size, 1000),
    "machines": ("Workers on machines of their own", on_machines, 100),
    "around": ("Release and feedback", around, 6),
}  # by the name that the command knows: title, what measures it, and students


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine")
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=", ".join(TABLES))
    parser.add_argument(
        "--students", type=int, metavar="N", help="of each table (default: its own)"
    )
    given = parser.parse_args()
    if unknown := set(given.tables) - TABLES.keys():  # argparse's choices would refuse none at all
        parser.error(f"no such table: {', '.join(sorted(unknown))}; there are {', '.join(TABLES)}")
    main(given.tables, given.students)
