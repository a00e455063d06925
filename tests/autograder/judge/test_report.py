"""Reports: points from findings, and a table that says why."""

import pytest

from autograder.errors import NotGraded, StudentError, StudentRaised, StudentStopped
from autograder.i18n import _
from autograder.judge.report import Evidence, Finding, Mismatch, Report, check
from autograder.judge.student import NotebookStudent, Student

STUDENT = NotebookStudent({})
PASSED = Finding("a", True)
FAILED = Finding("b", False, "this", "that", "because")
HALF = Finding("c", False, "this", "that", "because", credit=0.5)
THIRD = Finding("d", False, "this", "that", "because", credit=1 / 3)


def test_the_text_of_a_report_is_a_bare_float() -> None:
    assert repr(Report(PASSED, points=4)) == "4.0"
    assert repr(Report(FAILED, points=4)) == "0.0"
    assert repr(Report(PASSED, points=2.5)) == "2.5"


@pytest.mark.parametrize(
    ("findings", "score"),
    [
        ([PASSED], 3.0),
        ([PASSED, PASSED], 3.0),
        ([FAILED], 0.0),
        ([PASSED, FAILED], 0.0),
        ([FAILED, PASSED, PASSED], 0.0),
    ],
)
def test_without_credit_points_are_given_whole_or_not_at_all(
    findings: list[Finding], score: float
) -> None:
    report = Report(*findings, points=3)

    assert score == report.score
    assert report.passed is (score > 0)
    assert report.max_score == 3.0


@pytest.mark.parametrize(
    ("findings", "score"),
    [
        ([HALF], 5.0),
        ([THIRD], 3.33),
        ([PASSED, HALF], 5.0),
        ([THIRD, HALF, PASSED], 3.33),
        ([HALF, FAILED], 0.0),
    ],
)
def test_a_cell_is_worth_what_its_weakest_finding_is_worth_in_hundredths(
    findings: list[Finding], score: float
) -> None:
    report = Report(*findings, points=10)

    assert score == report.score
    assert repr(score) == repr(report)
    assert not report.passed
    partial = [finding for finding in findings if finding.credit]
    assert report._repr_html_().count("◐") == len(partial)


def test_whole_points_may_have_any_number_of_decimals() -> None:
    assert Report(PASSED, points=1.333).score == 1.333


@pytest.mark.parametrize("credit", [-0.1, 1.1, float("nan")])
def test_what_is_not_right_earns_a_share_and_never_less_than_nothing(credit: float) -> None:
    with pytest.raises(ValueError, match="share from 0 to 1"):
        Mismatch("this", "that", credit=credit)


def test_each_line_of_a_hint_is_a_line_of_the_table() -> None:
    html = Report(Finding("a", False, hint="one\n<b>two"), points=1)._repr_html_()

    assert "one<br>&lt;b&gt;two" in html


def test_a_report_without_findings_is_an_error() -> None:
    with pytest.raises(ValueError, match="without a finding"):
        Report(points=4)


def test_the_table_says_what_was_expected_and_observed_and_a_hint() -> None:
    html = Report(PASSED, FAILED, points=4)._repr_html_()

    assert html.count("<tr>") == 2
    for label, text in (("expected", "this"), ("observed", "that"), ("hint", "because")):
        assert f"{_(label)}: {text}" in html
    assert _("{score:g} of {max_score:g} points").format(score=0, max_score=4) in html


def test_a_finding_that_passed_has_no_labels() -> None:
    html = Report(PASSED, points=4)._repr_html_()

    assert all(_(label) + ":" not in html for label in ("expected", "observed", "hint"))


def test_the_table_shows_the_student_s_text_as_text() -> None:
    attack = "<script>alert('\"&')</script>"

    html = Report(Finding(attack, False, attack, attack, attack), points=1)._repr_html_()

    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(&#x27;&quot;&amp;&#x27;)") == 4


def test_no_text_of_a_student_s_turns_the_direction_of_the_page() -> None:
    shown = Report(Finding("a", False, "x", "\u202e\u2066tfel\u2069"), points=1)._repr_html_()

    assert not {"\u202e", "\u2066", "\u2069"} & set(shown)
    assert "\\u202e" in shown


def test_no_text_of_a_student_s_has_control_characters_in_the_page() -> None:
    shown = Report(Finding("a", False, "x", "\x1b]0;a\x07\tb\nc"), points=1)._repr_html_()

    assert "\\x1b]0;a\\x07\tb<br>c" in shown


def test_what_the_student_raised_is_escaped_on_its_way_to_the_table() -> None:
    finding = raising(StudentRaised("ValueError", "<img src=x onerror=alert(1)>", ("<b>f",)))

    assert "<img" not in Report(finding, points=1)._repr_html_()


@check("A property")
def judge(student: Student, result: Evidence | Exception | None = None) -> Evidence | None:
    """Return or raise what it is handed."""
    if isinstance(result, Exception):
        raise result
    return result


def raising(error: Exception) -> Finding:
    return judge(STUDENT, error)


def test_a_check_that_returns_has_passed() -> None:
    assert Finding("A property", True) == judge(STUDENT)
    assert Finding("A property", True, evidence={"p_value": 0.5}) == judge(
        STUDENT, result={"p_value": 0.5}
    )


def test_a_check_keeps_its_name_and_docstring() -> None:
    assert judge.__name__ == "judge"
    assert judge.__doc__ == "Return or raise what it is handed."


def test_a_mismatch_is_a_finding() -> None:
    finding = raising(Mismatch("this", "that", "because", {"p_value": 0.0}, credit=0.25))

    assert finding == Finding(
        "A property", False, "this", "that", "because", {"p_value": 0.0}, 0.25
    )


@pytest.mark.parametrize(
    "error",
    [
        StudentError("no answer came back"),
        StudentRaised("ValueError", "why", ("f, line 2: raise",)),
        StudentStopped("no answer within 60 s"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_the_student_s_code_raised_is_a_finding(error: StudentError) -> None:
    finding = raising(error)

    assert not finding.passed
    assert finding.expected == _("an answer without an error")
    assert str(error) == finding.observed
    assert finding.hint == ""


def test_a_stub_that_was_left_is_named() -> None:
    assert "stub" in raising(StudentRaised("NotImplementedError", "", stub=True)).hint


def test_a_missing_name_is_explained() -> None:
    hint = raising(StudentRaised("NameError", "name 'f' is not defined")).hint

    assert hint == _("A name is missing. Did the cell that defines it run without an error?")


@pytest.mark.parametrize(
    "bug",
    [NameError("x"), ZeroDivisionError(), KeyError("x"), NotGraded("x")],
    ids=lambda error: type(error).__name__,
)
def test_a_bug_in_a_judge_goes_on_up_and_costs_no_points(bug: Exception) -> None:
    with pytest.raises(type(bug)) as caught:
        raising(bug)

    assert bug is caught.value


def test_an_assertion_in_a_judge_is_a_bug_and_not_a_failed_test() -> None:
    with pytest.raises(RuntimeError, match="is broken: x"):
        raising(AssertionError("x"))
