"""How a notebook learns whether it is being graded."""

import os
import subprocess
import sys

import pytest

import lesson


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("0", False), ("", False), ("true", False), (None, False)],
)
def test_only_a_one_means_grading(
    monkeypatch: pytest.MonkeyPatch, value: str | None, expected: bool
) -> None:
    """The variable is read at each call, and anything but "1" means a student at work."""
    monkeypatch.delenv("LESSON_GRADING", raising=False)
    if value is not None:
        monkeypatch.setenv("LESSON_GRADING", value)
    assert expected is lesson.grading()


@pytest.mark.parametrize(("value", "expected"), [("1", 20), ("0", 2000)])
def test_the_budget_is_quick_while_grading(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: int
) -> None:
    """The same call serves the student and the grader."""
    monkeypatch.setenv("LESSON_GRADING", value)
    assert expected == lesson.budget(2000, 20)


def test_importing_the_package_loads_no_plots_and_no_framework() -> None:
    """A kernel that draws nothing starts fast."""
    program = "import sys, lesson; print({'matplotlib', 'numpy', 'torch'} & set(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
