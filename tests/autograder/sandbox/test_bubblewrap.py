"""The command line of the sandbox, and what a kernel specification says of it."""

import struct
import sys
from pathlib import Path

import pytest

from autograder.errors import NotGraded
from autograder.limits import Limits
from autograder.sandbox import bubblewrap
from autograder.sandbox.provisioner import NAME, specified
from autograder.sandbox.syscalls import program


def line(course: Path) -> list[str]:
    return bubblewrap.command(Path("/stage"), [course], Limits(), 9, ["/bin/true"])


@pytest.fixture(autouse=True)
def _every_folder_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there need not be covered; the folders of these tests are made up."""
    monkeypatch.setattr(Path, "exists", lambda _path: True)


def hidden(command: list[str]) -> set[str]:
    """Return the folders that an empty one covers."""
    return {command[n + 1] for n, word in enumerate(command) if word == "--tmpfs"}


def test_the_course_and_the_judges_are_covered_where_a_shown_folder_holds_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    course = Path(sys.base_prefix) / "courses" / "writing"
    monkeypatch.setattr(bubblewrap, "KIT", Path(sys.prefix) / "lib" / "autograder")

    covered = hidden(line(course))

    assert {str(course), str(bubblewrap.KIT)} <= covered


def test_a_course_under_usr_is_covered_as_well() -> None:
    assert "/usr/local/courses/writing" in hidden(line(Path("/usr/local/courses/writing")))


def test_an_environment_inside_the_course_is_shown_again_after_the_course_was_covered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    course = Path("/usr/local/courses/writing")
    monkeypatch.setattr(sys, "prefix", f"{course}/.venv")

    command = line(course)
    tmpfs = [n for n, word in enumerate(command) if word == "--tmpfs"]
    (covered,) = (n for n in tmpfs if command[n + 1] == str(course))
    shown = command.index(f"{course}/.venv")

    assert command[shown - 1] == "--ro-bind"
    assert covered < shown


def test_nothing_of_the_graders_environment_goes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "value")

    assert "value" not in bubblewrap.clean_environment({"LESSON_GRADING": "1"}).values()
    assert bubblewrap.clean_environment({"LESSON_GRADING": "1"})["LESSON_GRADING"] == "1"


def test_without_bubblewrap_nothing_is_graded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NotGraded, match="apt-get install bubblewrap"):
        bubblewrap.find()


def test_a_kernel_specification_names_the_provisioner_and_keeps_the_rest() -> None:
    limits = Limits()
    limits.processes = 99
    metadata = specified(
        {"debugger": True}, stage=Path("/s"), hidden=[Path("/c")], environment={}, limits=limits
    )

    assert metadata["debugger"]
    assert metadata["kernel_provisioner"]["provisioner_name"] == NAME
    assert metadata["kernel_provisioner"]["config"]["limits"]["processes"] == 99


def test_the_filter_is_a_program_of_whole_instructions() -> None:
    instructions = list(struct.iter_unpack("HBBI", program()))

    assert 50 < len(instructions) < 4096  # more than that, and Linux refuses it
