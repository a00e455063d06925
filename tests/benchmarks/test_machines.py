"""Workers in network namespaces: the same points, and a table of what it costs."""

from pathlib import Path

import pytest

from autograder.course import Course
from benchmarks.machines import on_machines
from benchmarks.results import rows


@pytest.mark.slow
@pytest.mark.xdist_group("cluster")
def test_workers_on_machines_of_their_own_give_the_same_points(
    course: Course, tmp_path: Path
) -> None:
    table = rows("\n".join(on_machines(course, tmp_path, 4)))  # which compares the points

    assert [row["workers"] for row in table] == [
        "of this machine",
        "on machines of their own",
        "ratio",
    ]
    assert all(float(row["by the clock, s"]) > 0 for row in table)
