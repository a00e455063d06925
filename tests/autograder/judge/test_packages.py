"""Packages of checks: an instructor's own beside the course, and the hash of all that judges."""

import shutil
from importlib import import_module
from pathlib import Path

import pytest

import autograder
from autograder.course import Course, copy_course, load_course
from autograder.errors import CourseError
from autograder.grade import receipt
from autograder.judge.packages import folders, importable
from tests.support.marks import slow

CHECK = "from autograder.judge import Probes\n\nprobes = Probes(__file__, 'top')\nNAME = {name!r}\n"


def with_package(course: Course, name: str) -> Course:
    """Return a course with a package of checks of its own."""
    folder = course.root / "judges"
    (folder / "probes").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "probes" / "top.py").write_text("def top(student):\n    return student['top']()\n")
    (folder / "top_k.py").write_text(CHECK.format(name=name))
    with (course.root / "course_config.py").open("a") as config:
        config.write('\nc.Course.judges = ["autograder.assignments", "judges"]\n')
    return load_course(course.root)


@pytest.fixture
def own(scratch: Course) -> Course:
    return with_package(scratch, "first")


def test_a_package_in_the_course_s_folder_is_imported_while_its_course_is_judged(
    own: Course,
) -> None:
    with importable(own):
        assert import_module("judges.top_k").probes.top.name == "top"

    with pytest.raises(ModuleNotFoundError):
        import_module("judges.top_k")


def test_two_courses_of_one_process_have_each_its_own_package(own: Course, tmp_path: Path) -> None:
    other = copy_course(own, tmp_path / "other", [])
    (other.root / "judges" / "top_k.py").write_text(CHECK.format(name="second"))

    found = []
    for course in (own, other, own):
        with importable(course):
            found.append(import_module("judges.top_k").NAME)

    assert found == ["first", "second", "first"]


def test_an_instructor_s_notebook_below_the_course_finds_the_package(
    own: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own.root / "source" / "generative-pytorch")

    with importable(load_course(Path.cwd())):
        assert import_module("judges.top_k").NAME == "first"


def test_a_package_that_c_course_judges_does_not_name_is_not_imported(own: Course) -> None:
    own.judges = ["autograder.assignments"]

    with importable(own), pytest.raises(ModuleNotFoundError):
        import_module("judges")


def test_a_package_that_is_not_there_is_named(own: Course) -> None:
    own.judges = [*own.judges, "absent"]

    with pytest.raises(CourseError, match=r"c\.Course\.judges names 'absent'"):
        folders(own)


def test_every_byte_of_a_course_s_own_package_is_in_the_hash(own: Course) -> None:
    before = receipt.hash_of_judges(own)
    for path in sorted((own.root / "judges").rglob("*.py")):
        text = path.read_text()
        path.write_text(f"{text}#")
        assert receipt.hash_of_judges(own) != before, path
        path.write_text(text)

    assert receipt.hash_of_judges(own) == before


@pytest.mark.parametrize("every", [12, slow(1)])
def test_every_byte_of_the_kit_is_in_the_hash(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    kit = tmp_path / "autograder"
    shutil.copytree(
        Path(autograder.__file__).parent, kit, ignore=shutil.ignore_patterns("__pycache__")
    )
    monkeypatch.setattr(receipt, "KIT", kit)
    monkeypatch.setattr(receipt, "_kit", receipt._kit.__wrapped__)
    before = receipt.hash_of_judges(course)

    paths = [path for path in sorted(kit.rglob("*")) if path.is_file()]
    assert kit / "grade" / "save.py" in paths
    for path in paths[::every]:
        content = path.read_bytes()
        path.write_bytes(content + b" ")
        assert receipt.hash_of_judges(course) != before, path
        path.write_bytes(content)
