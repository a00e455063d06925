"""Opening the gradebook: never made by accident, mended where its making was interrupted."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.course import Course, Submission, path_with_ours
from autograder.engine.driver import grade
from autograder.errors import CourseError
from autograder.gradebook.access import check_gradebook, make_gradebook, open_gradebook
from autograder.gradebook.outcome import rows
from autograder.release.build import release
from tests.conftest import ROOT
from tests.support.grading import EXAM_POINTS, graded_csv, hand_in_exam, right_exam
from tests.support.marks import slow, some
from tests.support.shell import environment

ANA = Submission("ana", "exam")


def gradebook_of(course: Course) -> Path:
    return course.root / "gradebook.db"


def run(course: Course, *statements: str) -> None:
    """Change a gradebook behind its back."""
    with closing(sqlite3.connect(gradebook_of(course))) as database, database:
        for statement in statements:
            database.execute(statement)


def graded_points(course: Course) -> dict[str, float | None]:
    hand_in_exam(course, "ana", right_exam(course))
    outcomes, _csv = graded_csv(course, [ANA])
    return {row.grade_id: row.score for row in rows(course, outcomes)}


def test_where_there_is_none_none_is_made(small: Course) -> None:
    gradebook_of(small).unlink()

    with (
        pytest.raises(CourseError, match="run python -m autograder release first"),
        open_gradebook(small.db_url),
    ):
        pass

    assert not gradebook_of(small).exists()


@pytest.mark.parametrize("empty", some([True, False], 2))
def test_grading_before_the_release_says_what_comes_first_and_leaves_nothing(
    small: Course, empty: bool
) -> None:
    hand_in_exam(small, "ana", right_exam(small))
    gradebook_of(small).unlink()
    if empty:
        gradebook_of(small).touch()

    with pytest.raises(CourseError, match="run python -m autograder release first"):
        grade(small, [ANA], lambda outcome: None)

    release(small)
    assert graded_points(small) == EXAM_POINTS


def schema(path: Path) -> tuple[set[str], list[tuple[str]]]:
    """Return the statements that make a gradebook's tables, and its version."""
    with closing(sqlite3.connect(path)) as database:
        made = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        versions = database.execute("SELECT version_num FROM alembic_version").fetchall()
    return {" ".join(sql.removesuffix(";").split()) for (sql,) in made}, versions


def test_ours_is_the_one_that_nbgrader_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", path_with_ours())  # it starts alembic
    make_gradebook(f"sqlite:///{tmp_path / 'ours.db'}")
    Gradebook(f"sqlite:///{tmp_path / 'theirs.db'}").close()
    ours, theirs = (schema(tmp_path / f"{name}.db") for name in ("ours", "theirs"))

    assert {sql.replace("IF NOT EXISTS ", "") for sql in ours[0]} == theirs[0]
    assert ours[1] == theirs[1]


@pytest.mark.parametrize(
    "statements",
    some(
        [
            ["DROP TABLE alembic_version"],
            ["DELETE FROM alembic_version"],
            ["DROP TABLE alembic_version", "DROP TABLE comment"],
        ],
        3,
    ),
)
def test_a_half_made_gradebook_is_completed(small: Course, statements: list[str]) -> None:
    """Nbgrader stops between its tables and their version where it does not find alembic."""
    run(small, *statements)

    assert graded_points(small) == EXAM_POINTS


def test_one_that_nbgrader_left_half_made_is_used_by_a_release(
    small: Course, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gradebook_of(small).unlink()
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path))
        with pytest.raises(FileNotFoundError, match="alembic"):
            Gradebook(small.db_url)
    assert gradebook_of(small).stat().st_size

    release(small)

    assert graded_points(small) == EXAM_POINTS


def older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '724cde206c17'")


def ancient(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE alembic_version")
        database.execute("ALTER TABLE student DROP COLUMN lms_user_id")


def damaged(path: Path) -> None:
    path.write_text("student,points\nana,10\n" * 100)


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        (older, "nbgrader db upgrade"),
        (ancient, "nbgrader db upgrade"),
        (damaged, "put a copy of yours back"),
    ],
)
def test_what_cannot_be_mended_is_refused_with_the_remedy_and_left_alone(
    small: Course, change: Callable[[Path], None], remedy: str
) -> None:
    change(gradebook_of(small))
    before = gradebook_of(small).read_bytes()

    for use in (check_gradebook, lambda url: open_gradebook(url).__enter__()):
        with pytest.raises(CourseError, match=remedy):
            use(small.db_url)
    with pytest.raises(CourseError, match=remedy):
        release(small)

    assert gradebook_of(small).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["grade"], "autograder release first"),
        slow(["feedback"], "autograder grade first"),
        slow(["verify"], "autograder grade first"),
    ],
)
def test_commands_in_the_wrong_order_say_which_comes_first(
    small: Course, arguments: list[str], first: str
) -> None:
    hand_in_exam(small, "ana", right_exam(small))
    gradebook_of(small).unlink()

    done = subprocess.run(
        [sys.executable, "-m", "autograder", *arguments],
        cwd=small.root,
        env={**environment(), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert first in " ".join(done.stderr.split())
    assert not gradebook_of(small).exists()


@pytest.mark.slow
def test_nbgraders_own_commands_find_alembic_without_an_activated_environment(
    small: Course,
) -> None:
    gradebook_of(small).unlink()
    shutil.rmtree(small.root / "release")
    bare = {**environment(), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}

    subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "exam"],
        cwd=small.root,
        env=bare,
        check=True,
        capture_output=True,
    )

    assert check_gradebook(small.db_url)
    assert graded_points(small) == EXAM_POINTS
