"""The command line: what it offers, and how it says what is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.commands.app import app
from tests.conftest import ROOT


def autograder(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["release", "grade", "feedback", "demo"])
def test_each_command_is_offered_and_explained(command: str) -> None:
    assert command in CliRunner().invoke(app, ["--help"]).stdout
    assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


def test_outside_a_course_the_error_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    done = autograder("grade", cwd=tmp_path)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "run this in a course's folder" in " ".join(done.stderr.split())


def test_a_course_without_submissions_says_where_they_belong(tmp_path: Path) -> None:
    (tmp_path / "course_config.py").write_text("c = get_config()\n")

    done = autograder("grade", cwd=tmp_path)

    assert done.returncode == 2
    assert "STUDENT/ASSIGNMENT" in done.stderr
