"""Receipts: signed, complete, and the same grade again."""

import json
import shutil
from pathlib import Path

import pytest

from autograder.commands import verify
from autograder.course import Course, Submission
from autograder.errors import ReceiptError
from autograder.grade import receipt
from autograder.gradebook.outcome import Outcome
from tests.support import arena
from tests.support.grading import ask_in_writing, exam_with, graded_csv, hand_in_exam

STUDENT = "ana"
pytestmark = pytest.mark.xdist_group("receipts")


@pytest.fixture(scope="module")
def graded(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course in which one student's exam was graded."""
    root = tmp_path_factory.mktemp("receipt")
    with arena.trapped(root) as traps:
        there = arena.sealed_course(course, root / "course", traps)
        arena.hand_in(there.root, STUDENT, None, traps)
        arena.grade_sealed(there, traps, [STUDENT])
    return there


@pytest.fixture
def path(graded: Course) -> Path:
    return receipt.path_of(graded, STUDENT, arena.NAME, Path(arena.NOTEBOOK).stem)


def test_a_receipt_says_what_a_grade_rests_on(graded: Course, path: Path) -> None:
    found = receipt.read(graded, path)

    assert {cell["grade_id"]: cell["points"] for cell in found["cells"]} == arena.POINTS
    assert found["sandbox"] == "bubblewrap"
    assert found["versions"]["numpy"]
    assert found["limits"]["cell_seconds"] == 2
    assert found["limits_hit"] == []
    assert {"wall", "seconds", "memory"} <= found["usage"].keys()
    assert all(len(cell["seed"]) == 64 for cell in found["cells"])
    (sampler,) = (cell for cell in found["cells"] if cell["grade_id"] == "test-sampler")
    assert any("p_value" in finding["evidence"] for finding in sampler["findings"])


def test_the_same_grade_is_reached_again_and_the_gradebook_is_left_alone(
    graded: Course, path: Path
) -> None:
    before = (graded.root / "gradebook.db").read_bytes()

    assert verify.verify(graded, path) == []
    assert (graded.root / "gradebook.db").read_bytes() == before


def test_what_the_release_is_needed_for_is_graded_as_before(small: Course) -> None:
    """Marks that a tool has stripped are found in it, and so is what was not written."""
    ask_in_writing(small)
    notebook = exam_with(small, why="")
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
    hand_in_exam(small, STUDENT, notebook)
    graded_csv(small, [Submission(STUDENT, "exam")])

    assert verify.verify(small, receipt.path_of(small, STUDENT, "exam", "Exam")) == []


def test_why_a_submission_was_not_graded_again_is_said(
    graded: Course, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Outcome(Submission(STUDENT, arena.NAME), {"": "the file is empty"})
    monkeypatch.setattr(verify, "grade", lambda *_given: [problem])

    assert verify.verify(graded, path) == ["it was not graded this time: the file is empty"]


@pytest.mark.slow
def test_a_submission_that_was_exchanged_since_is_noticed(
    graded: Course, path: Path, tmp_path: Path
) -> None:
    submitted = graded.root / "submitted" / STUDENT / arena.NAME
    shutil.copytree(submitted, tmp_path / "kept")
    (submitted / "more.txt").write_text("handed in later")
    try:
        found = verify.verify(graded, path)
    finally:
        shutil.rmtree(submitted)
        shutil.copytree(tmp_path / "kept", submitted)

    assert {line.split(":")[0] for line in found} == {"submission", *arena.POINTS}  # new questions


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found["cells"][0].update(points=100),
        lambda found: found.update(student="davi"),
        lambda found: found.update(signature="0" * 64),
        lambda found: found.pop("signature"),
        lambda found: found.update(signature=None),
    ],
)
def test_a_receipt_that_was_changed_is_refused(
    graded: Course, path: Path, tmp_path: Path, change: object
) -> None:
    found = json.loads(path.read_text())
    change(found)  # type: ignore[operator]
    (tmp_path / "changed.json").write_text(json.dumps(found))

    with pytest.raises(ReceiptError, match="signature is wrong"):
        receipt.read(graded, tmp_path / "changed.json")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"form": 1}', "\xff", "[" * 10**6])
def test_what_is_no_receipt_is_refused(graded: Course, tmp_path: Path, text: str) -> None:
    (tmp_path / "other.json").write_text(text, encoding="latin-1")

    with pytest.raises(ReceiptError, match="not a receipt"):
        receipt.read(graded, tmp_path / "other.json")


def test_differences_name_the_cell(graded: Course, path: Path) -> None:
    before = receipt.read(graded, path)
    after = json.loads(json.dumps(before))
    after["cells"][0]["points"] = 0.0
    after["cells"][1]["findings"][0]["evidence"] = {"p_value": 0.5}
    after["versions"]["numpy"] = "1"
    del after["cells"][2]

    found = verify.differences(before, after)

    assert [line.split(":")[0] for line in found] == [
        "versions",
        "test-double",
        "test-temperature",
        "test-sampler",
    ]


def test_a_receipt_in_the_place_of_another_ones_is_refused(graded: Course, path: Path) -> None:
    other = receipt.path_of(graded, "bia", arena.NAME, path.stem)
    other.parent.mkdir(parents=True)
    shutil.copy(path, other)

    with pytest.raises(ReceiptError, match="this is the receipt of 'ana'"):
        receipt.read(graded, other)
