"""Hidden regions: what they give, what they cost, and whose fault it is."""

import resource
import signal
import threading
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.errors import CourseError, FaultyTest, NotGraded, StudentStopped
from autograder.judge import hidden
from autograder.judge.deadline import Overdue, deadline
from autograder.judge.hidden import examine, here
from autograder.judge.report import Report
from autograder.judge.student import KernelStudent, NotebookStudent, Student

FINDING = "from autograder.judge import Finding, Report, here\n"


def identity(x: object) -> object:
    return x


def refuses() -> None:
    raise ValueError("not <so>")


STUDENT = NotebookStudent({"f": identity, "refuses": refuses})


@pytest.fixture(autouse=True)
def _outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """No nbgrader and no notebook around the test."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: None)


def examined(region: str, points: float = 4, student: Student = STUDENT) -> Report:
    return examine(dedent(region), student, points, "test-cell")


@pytest.mark.parametrize(("passed", "score"), [(True, 4.0), (False, 0.0)])
def test_the_report_that_a_region_ends_in_is_returned(passed: bool, score: float) -> None:
    report = examined(f"{FINDING}Report(Finding('a', {passed}, 'x', 'y'), points=4)")

    assert (score, 4.0) == (report.score, report.max_score)
    assert [finding.title for finding in report.findings] == ["a"]


def test_a_report_is_examined_with_real_checks() -> None:
    region = """
        from autograder.assignments.common import temperature
        from autograder.judge import Report, here
        Report(temperature.is_softmax(here()), points=2)
    """
    report = examined(region, points=2)

    assert report.score == 0
    assert "temperature_probabilities" in report.findings[0].observed


@pytest.mark.parametrize("points", [3, 5, 0, 4.5])
def test_points_that_disagree_with_the_cell_are_the_course_s_fault(points: float) -> None:
    with pytest.raises(NotGraded, match="'test-cell' is worth"):
        examined(f"{FINDING}Report(Finding('a', True), points=4)", points)


def test_an_assertion_that_fails_costs_all_points_and_says_why() -> None:
    region = """
        from autograder.judge import here
        assert here().call("f", 2) == 2
        assert here().call("f", 3) == 4, "three was not four"
    """
    report = examined(region)

    assert (report.score, report.max_score) == (0.0, 4.0)
    assert "three was not four" in report._repr_html_()


def test_an_assertion_without_a_message_says_that_it_failed() -> None:
    assert examined("assert 1 == 2").findings[0].observed


def test_assertions_that_pass_give_all_points() -> None:
    region = """
        from autograder.judge import here
        assert here().call("f", [1, "a"]) == [1, "a"]
    """
    assert examined(region, 2.5).score == 2.5


@pytest.mark.parametrize(
    "region",
    [
        "absent",
        "1 / 0",
        "import no_such_module_of_ours",
        "from autograder.judge import Report\nReport(points=4)",
        "def f(:",
        "return 1",
        "  x = 1\n y = 2",
    ],
    ids=["name", "zero", "import", "no finding", "syntax", "return", "indent"],
)
def test_a_region_with_a_bug_is_not_graded(region: str) -> None:
    with pytest.raises(NotGraded, match="'test-cell'"):
        examine(region, STUDENT, 4, "test-cell")


@pytest.mark.parametrize("answer", ["8", None, [8], {}])
@pytest.mark.parametrize(
    "assertion", ["abs({}) < 1e-9", "{} - 8 == 0", "{} < 9", "{}.is_integer()", "1 / {} < 1"]
)
def test_an_answer_of_another_kind_than_an_assertion_expects_is_the_student_s(
    answer: object, assertion: str
) -> None:
    called = assertion.format("here().call('cube', 2)")
    region = f"from autograder.judge import here\nassert {called}"
    report = examined(region, student=NotebookStudent({"cube": lambda x: answer}))

    assert report.score == 0
    assert "test-cell, line 2" in report.findings[0].observed


def test_an_assertion_that_fails_before_it_asks_is_not_the_student_s() -> None:
    region = "from autograder.judge import here\nassert 1 / 0 == here().call('cube', 2)"
    with pytest.raises(FaultyTest, match="division by zero"):
        examined(region, student=NotebookStudent({"cube": lambda x: 8}))


@pytest.mark.no_cover  # what ends it may come while coverage holds its own lock
@pytest.mark.parametrize("region", ["while True:\n    pass", "sum(1 for _ in iter(int, 1))"])
def test_a_region_without_an_end_is_not_graded(
    monkeypatch: pytest.MonkeyPatch, region: str
) -> None:
    monkeypatch.setattr(hidden, "deadline", lambda: deadline(0.2))

    with pytest.raises(FaultyTest, match=r"'t' computes for more .*\(t, line"):
        examine(f"from autograder.judge import here\n{region}", NotebookStudent({}), 2, "t")


def test_an_end_that_comes_as_the_region_ends_leaves_no_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Late(threading.Event):
        def set(self) -> None:
            super().set()
            raise Overdue

    late = SimpleNamespace(get_ident=threading.get_ident, Thread=threading.Thread, Event=Late)
    monkeypatch.setattr("autograder.judge.deadline.threading", late)
    before = (resource.getrlimit(resource.RLIMIT_AS), signal.getitimer(signal.ITIMER_PROF))

    with deadline():
        pass

    after = (resource.getrlimit(resource.RLIMIT_AS), signal.getitimer(signal.ITIMER_PROF))
    assert after == before


def test_a_bug_inside_a_check_is_not_graded() -> None:
    region = """
        from autograder.judge import Report, here
        from autograder.judge import check

        @check("A property")
        def judge(student):
            return {"p_value": len(student.call("f", 3))}

        Report(judge(here()), points=4)
    """
    with pytest.raises(NotGraded, match="TypeError"):
        examined(region)


def test_an_error_of_the_student_outside_a_check_costs_the_points() -> None:
    report = examined("from autograder.judge import here\nhere().call('refuses')")

    assert report.score == 0
    assert "ValueError: not <so>" in report.findings[0].observed
    assert "&lt;so&gt;" in report._repr_html_()


def test_a_kernel_that_stopped_costs_the_points() -> None:
    def evaluate(expression: str) -> Mapping[str, Any]:
        raise StudentStopped("no answer within 60 s")

    report = examined(
        "from autograder.judge import here\nassert here().call('f', 1) == 1",
        student=KernelStudent(evaluate, b""),
    )

    assert report.score == 0
    assert report.findings[0].observed == "no answer within 60 s"


def test_a_failure_that_is_not_the_student_s_passes_through() -> None:
    with pytest.raises(NotGraded, match="disk full"):
        examined("from autograder.errors import NotGraded\nraise NotGraded('disk full')")


@pytest.mark.parametrize(
    "region",
    ["", "1 == 2", "report = Report(f, points=1)", "f", "f = Finding('t', False)\nassert True"],
)
def test_a_region_that_would_give_points_for_nothing_is_not_graded(region: str) -> None:
    header = "from autograder.judge import Finding, Report\n"
    made = "f = Finding('t', False)\n" if "f" in region and "Finding" not in region else ""

    with pytest.raises(NotGraded, match="must end in a Report"):
        examined(header + made + region)


def test_regions_share_no_names() -> None:
    examined("leftover = 1; assert leftover")

    with pytest.raises(NotGraded, match="leftover"):
        examined("leftover")


def test_here_is_the_examined_student_and_afterwards_nobody() -> None:
    region = "from autograder.judge import here\nassert here().call('f', 1) == 'other'"

    assert examined(region, student=NotebookStudent({"f": lambda x: "other"})).passed
    assert not examined(region).passed
    with pytest.raises(CourseError, match="plain script"):
        here()


@pytest.mark.parametrize("region", ["1 / 0", "def f(:"])
def test_here_is_nobody_after_a_region_that_broke(region: str) -> None:
    with pytest.raises(NotGraded):
        examined(region)

    with pytest.raises(CourseError, match="plain script"):
        here()


def test_here_in_a_plain_script_is_an_error() -> None:
    with pytest.raises(CourseError, match="plain script"):
        here()


@pytest.fixture
def in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = SimpleNamespace(user_ns={"f": lambda: "mine"})
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: shell)


@pytest.fixture
def autograding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A course folder in which a stock `nbgrader autograde` runs; its config is returned."""
    config = tmp_path / "course_config.py"
    config.write_text("c = get_config()\n")
    (tmp_path / "autograded").mkdir()
    monkeypatch.chdir(tmp_path / "autograded")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    return config


@pytest.mark.usefixtures("in_a_notebook")
def test_here_in_a_notebook_is_that_notebook() -> None:
    assert here().call("f") == "mine"


@pytest.mark.usefixtures("in_a_notebook", "autograding")
def test_here_refuses_to_share_a_process_with_the_student_while_grading() -> None:
    with pytest.raises(CourseError, match="allow_unsealed = True"):
        here()


@pytest.mark.usefixtures("in_a_notebook")
def test_here_shares_a_process_if_the_course_says_so(autograding: Path) -> None:
    autograding.write_text("c = get_config()\nc.Course.allow_unsealed = True\n")

    assert here().call("f") == "mine"


@pytest.mark.usefixtures("in_a_notebook")
def test_here_without_a_course_around_it_refuses_as_well(autograding: Path) -> None:
    autograding.unlink()

    with pytest.raises(CourseError, match=r"course_config\.py"):
        here()


@pytest.mark.usefixtures("in_a_notebook", "autograding")
def test_a_sealed_examination_is_never_refused() -> None:
    assert examined("from autograder.judge import here\nassert here().call('f', 1) == 1").passed
