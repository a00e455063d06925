"""What students wrote is cleaned in a process of its own, which is ended where that takes long."""

import contextlib
import operator
import os
import re
import signal
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from autograder.errors import NotGraded
from autograder.feedback.pages import SafePage, ansi2html, highlight_code
from autograder.limits import Limits, MiB
from autograder.sanitize import outputs, process
from autograder.sanitize.clean import CleanOutputs
from autograder.sanitize.html import students_html
from autograder.sanitize.process import Cleaner, cleaner
from tests.conftest import ROOT
from tests.support.vectors import printed

SLOW = ("(a+)+b", "a" * 60)  # a regular expression that takes for ever on this text
NONE = Limits(cleaning_seconds=0)
BUDGET = Limits(cleaning_seconds=2, cleaning_memory=64 * MiB)


@pytest.fixture(params=[True, False], ids=["sealed", "unsealed"])
def clean(request: pytest.FixtureRequest) -> Iterator[Cleaner]:
    """A process of a test's own, with a small budget."""
    made = Cleaner()
    made.begin(BUDGET, sealed=request.param)
    yield made
    made.close()


def test_it_gives_what_a_function_makes_of_a_text(clean: Cleaner) -> None:
    assert clean(students_html, "<b onclick=x>a</b>") == "<b>a</b>"
    assert clean(students_html, "\ud800") == "\ufffd"


def test_what_takes_too_much_memory_is_ended_and_the_next_text_is_cleaned(clean: Cleaner) -> None:
    assert clean(operator.mul, "a", 1 << 30) is None
    assert clean(students_html, "<b>a</b>") == "<b>a</b>"


def test_what_takes_too_long_is_ended_until_a_notebook_s_budget_is_used(clean: Cleaner) -> None:
    assert clean(re.fullmatch, *SLOW) is None
    assert clean(students_html, "<b>a</b>") == "<b>a</b>"
    assert clean(re.fullmatch, *SLOW) is None

    assert clean.seconds < 2 * BUDGET.cleaning_seconds
    clean.begin(NONE, sealed=True)
    assert clean(students_html, "a") is None
    clean.begin(BUDGET, sealed=True)
    assert clean(students_html, "a") == "a"


def test_answers_with_more_tags_than_a_browser_should_parse_are_not_given(clean: Cleaner) -> None:
    assert clean(operator.mul, "<b>", process.MAX_TAGS - 1) is not None
    assert clean(operator.mul, "<b>", 2) is None


def test_who_ends_it_from_outside_takes_nothing_away(clean: Cleaner) -> None:
    for _time in range(3):
        assert clean(students_html, "a") == "a"
        assert clean._process is not None
        for one in psutil.Process(clean._process.pid).children(recursive=True):
            with contextlib.suppress(ProcessLookupError):  # one of them ends with another
                os.kill(one.pid, signal.SIGKILL)

    assert clean(students_html, "a") == "a"


def test_a_mistake_of_our_own_is_not_taken_for_too_much(clean: Cleaner) -> None:
    with pytest.raises(RuntimeError, match="TypeError"):
        clean(operator.mul, "a", "b")
    assert clean(students_html, "a") == "a"


def test_it_sees_neither_the_machine_s_files_nor_the_checks() -> None:
    assert (ROOT / "course_config.py").exists()
    made = Cleaner()
    made.begin(BUDGET, sealed=True)

    assert made(os.listdir, "/run/course/autograder/assignments") == []
    assert made(os.path.exists, str(ROOT / "course_config.py")) is False
    assert made(os.path.exists, "/run/course/autograder/limits.py") is True
    made.close()


def test_a_process_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "PROGRAM", "autograder.nothing")
    made = Cleaner()

    with pytest.raises(NotGraded, match=r"No module named autograder\.nothing"):
        made(students_html, "a")
    made.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[Config]:
    """Settings under which nothing is cleaned in time: every cleaner is slow."""
    monkeypatch.setattr(Cleaner, "_call", lambda *_about: None)
    yield Config()
    cleaner().close()


def texts(cell: Any) -> str:
    return "\n".join(one["data"]["text/plain"] for one in cell.outputs)


def test_outputs_that_take_too_long_are_shown_in_part_as_text(impatient: Config) -> None:
    nb = new_notebook(cells=[new_code_cell("a"), new_code_cell("b")])
    nb.cells[0].outputs = [printed("\x1b[31mred" + 5000 * "<b>"), printed("more")]
    step: Any = CleanOutputs
    step(config=impatient).preprocess(nb, {})

    assert texts(nb.cells[0]).startswith("\x1b[31mred<b><b>")
    assert texts(nb.cells[0]).endswith(outputs.TOO_LONG)
    assert len(texts(nb.cells[0])) < 2200
    assert nb.cells[1].outputs == []


def test_texts_of_a_page_that_take_too_long_are_shown_in_part_as_they_are(
    impatient: Config,
) -> None:
    assert highlight_code("<b>").startswith("<pre>&lt;b&gt;\n[Preparing")
    assert len(ansi2html("a" * 100_000)) < 2200
    nb = new_notebook(cells=[new_code_cell("a")])
    nb.cells[0].outputs = [printed("a")]
    step: Any = SafePage
    step(config=impatient).preprocess(
        nb, {"config_dir": "", "metadata": {}, "inlining": {"css": []}}
    )
    assert texts(nb.cells[0]) == f"a\n{outputs.TOO_LONG}"
