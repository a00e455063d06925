"""Judging quiz answers: which share of the points, and that each wrong choice is explained."""

import itertools
import re
from collections.abc import Mapping
from typing import Any

import pytest
import torch
from nbformat.notebooknode import NotebookNode

from autograder.assignments.quizzes import quiz
from autograder.judge.hidden import examine
from autograder.judge.report import Finding
from autograder.judge.student import NotebookStudent
from autograder.notebook import load_notebook, split
from tests.conftest import ROOT

OPTION = re.compile(r"^- \*\*([a-z])\.\*\* .", re.MULTILINE)
FORM = re.compile(r'answers\.(letter|letters|number)\(q\d+(?:, "([a-z]+)")?\)')
Cells = dict[str, NotebookNode]
NAMED = {"quiz-before": {"q8": 5, "q9": 5}, "quiz-after": {"q5": 7, "q7": 7}}
"""How many wrong numbers are named in the questions for a number."""
FOR_ANSWERING = ("quiz-before",)
"""Where any answer that can be read earns all points."""


def form_of(cells: Cells, name: str) -> tuple[str, str]:
    """Return which form the visible test asks for, and the letters of the options."""
    ((form, letters),) = FORM.findall(split(cells[f"test-{name}"].source)[0])
    return form, letters


def questions(*forms: str) -> list[Any]:
    """Return the quizzes' questions of some forms: the quiz, the answer's name, all cells."""
    found = []
    for path in sorted((ROOT / "source").glob("quiz-*/*.ipynb")):
        cells = {cell.id: cell for cell in load_notebook(path).cells}
        for name in [one for one in cells if re.fullmatch(r"q\d+", one)]:
            if form_of(cells, name)[0] in forms:
                values = (path.parent.name, name, cells)
                found.append(pytest.param(*values, id=f"{path.parent.name}-{name}"))
    return found


def each(*forms: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("quiz", "name", "cells"), questions(*forms))


def judged(cells: Cells, name: str, answer: object) -> tuple[float, Finding]:
    """Return the points of an answer, and what was found."""
    hidden = split(cells[f"test-{name}"].source)[1]
    report = examine(hidden, NotebookStudent({name: answer}), 10)
    (finding,) = report.findings
    return report.score, finding


def reference(cells: Cells, name: str) -> Any:
    names: dict[str, Any] = {}
    exec(cells[name].source, names)  # noqa: S102 - the instructor's answer
    return names[name]


def test_each_quiz_has_ten_questions_of_three_kinds() -> None:
    for form, count in (("letter", 6), ("letters", 2), ("number", 2)):
        quizzes = [one.values[0] for one in questions(form)]
        assert {quiz: quizzes.count(quiz) for quiz in quizzes} == dict.fromkeys(NAMED, count)


@each("letter", "letters")
def test_prose_visible_test_and_judge_speak_of_the_same_options(
    quiz: str, name: str, cells: Cells
) -> None:
    form, options = form_of(cells, name)

    assert options == "".join(OPTION.findall(cells[name.replace("q", "question-")].source))
    assert judged(cells, name, reference(cells, name))[0] == 10
    chosen = "?" if form == "letter" else {"?"}
    assert judged(cells, name, chosen)[1].expected.endswith(", ".join(options))


@each("letter", "letters")
def test_every_choice_gets_its_points_and_each_wrong_one_is_explained(
    quiz: str, name: str, cells: Cells
) -> None:
    form, options = form_of(cells, name)
    right = set(reference(cells, name))
    hints = []
    for option in options:
        score, finding = judged(cells, name, option)
        alone = 10 / len(right) if option in right else 0
        assert score == pytest.approx(10 if quiz in FOR_ANSWERING else alone, abs=0.005)
        if not finding.passed:
            assert finding.observed == option
            hints.append(finding.hint)
        if form == "letters":
            wrong = f"{option}: " in finding.hint
            assert wrong == (option not in right)
            assert finding.hint.count("missing: ") == len(right - {option})

    assert all(len(hint) > 40 for hint in hints)
    assert len(set(hints)) == len(hints) >= 3


@each("letters")
def test_several_options_earn_right_less_wrong_and_never_less_than_nothing(
    quiz: str, name: str, cells: Cells
) -> None:
    """Every subset of the options; all of them together earn nothing."""
    options = form_of(cells, name)[1]
    right = set(reference(cells, name))
    wrong = set(options) - right
    for size in range(1, len(options) + 1):
        for chosen in map(set, itertools.combinations(options, size)):
            share = len(chosen & right) / len(right) - len(chosen & wrong) / len(wrong)
            score, finding = judged(cells, name, chosen)
            points = 10 if quiz in FOR_ANSWERING else max(0, 10 * share)
            assert score == pytest.approx(points, abs=0.005)
            assert score == round(score, 2)
            assert finding.passed == (chosen == right)
    assert judged(cells, name, set(options))[0] == (10 if quiz in FOR_ANSWERING else 0)


@each("number")
def test_every_named_number_is_explained_by_its_own_words(
    quiz: str, name: str, cells: Cells
) -> None:
    general = judged(cells, name, -1e6)[1].hint
    hints = []
    for value in named_numbers(cells, name):
        score, finding = judged(cells, name, value)
        near = 5 if finding.hint.startswith("Nearly") else 0
        assert score == (10 if quiz in FOR_ANSWERING else near)
        hints.append(finding.hint)

    assert judged(cells, name, reference(cells, name))[0] == 10
    assert len({general, *hints}) == len(hints) + 1
    assert len(hints) == NAMED[quiz][name]


def named_numbers(cells: Cells, name: str) -> list[float]:
    """Return the keys of `wrong` and `half` in a hidden region."""
    names: dict[str, Any] = {}
    region = split(cells[f"test-{name}"].source)[1]
    exec(region[: region.index("mark = ")], names)  # noqa: S102 - the course's own
    return [float(value) for value in (*names["wrong"], *names["half"])]


# --- the judges themselves ---------------------------------------------------------------------


def number(answer: object, right: float = 0.2893, digits: int = 2, **named: Any) -> Finding:
    named = {"wrong": {}, "hint": "general"} | named
    student = NotebookStudent({"q1": answer})
    return quiz.number(student, "q1", right, digits, **named)


@pytest.mark.parametrize("answer", [0.29, 0.289, 0.2893, 0.28930001, 0.285, 0.294])
def test_a_number_is_right_within_half_a_unit_of_the_last_digit(answer: float) -> None:
    assert number(answer).passed


def test_a_frameworks_number_is_one() -> None:
    assert number(torch.tensor(0.29)).passed

    finding = number(torch.tensor([0.29, 0.3]))
    assert not finding.passed
    assert "comma" not in finding.hint


def test_an_answer_that_is_not_there_is_explained_by_its_kind() -> None:
    missing = quiz.number(NotebookStudent({}), "q1", 24, 0, {}, "general")
    letter = quiz.single(NotebookStudent({}), "q1", "a", {"b": "no"})

    assert "cell with your answer still there" in missing.hint
    assert "a point, not with a comma" in missing.hint
    assert "quotation marks" in letter.hint


@pytest.mark.parametrize("answer", [0.28, 0.30, 0.27])
def test_a_number_rounded_too_early_earns_half(answer: float) -> None:
    finding = number(answer)

    assert not finding.passed
    assert finding.credit == 0.5
    assert "round only at the end" in finding.hint
    assert finding.expected == "another number, to the nearest 0.01"


@pytest.mark.parametrize("answer", [0.26, 0.32, 29, -0.29, 0, 1e300])
def test_a_number_further_off_earns_nothing(answer: float) -> None:
    finding = number(answer)

    assert (finding.passed, finding.share) == (False, 0)
    assert finding.hint == "general"


@pytest.mark.parametrize(("answer", "share"), [(24, 1), (24.0, 1), (23, 0), (25, 0)])
def test_a_count_is_right_or_wrong(answer: float, share: float) -> None:
    assert number(answer, right=24, digits=0).share == share


def test_both_ways_to_round_a_five_are_right() -> None:
    assert number(0.12, right=0.125).passed
    assert number(0.13, right=0.125).passed


def test_a_named_number_is_explained_even_where_it_is_near() -> None:
    named: dict[str, Any] = {"wrong": {0.27: "slip"}, "half": {29.0: "percent"}}

    assert (number(0.27, **named).hint, number(0.27, **named).share) == ("slip", 0)
    assert (number(29, **named).hint, number(29, **named).share) == ("percent", 0.5)


@pytest.mark.parametrize(
    "named",
    [
        {"wrong": {0.29: "right"}},
        {"wrong": {0.5: "one", 0.505: "other"}},
        {"wrong": {0.5: "one"}, "half": {0.5: "the same"}},
    ],
)
def test_numbers_that_cannot_be_told_apart_are_the_author_s_slip(named: Any) -> None:
    with pytest.raises(ValueError, match="ask for more digits"):
        number(0.29, **named)


def test_neighbouring_counts_can_be_told_apart() -> None:
    assert number(92, right=91, digits=0, wrong={92: "one too many"}).hint == "one too many"


@pytest.mark.parametrize(
    ("right", "wrong"), [({}, {"a": "x"}), ({"a": "x"}, {}), ({"a": "x"}, {"a": "y", "b": "z"})]
)
def test_a_question_has_right_options_and_wrong_ones(right: Any, wrong: Any) -> None:
    with pytest.raises(ValueError, match="right options and wrong ones"):
        quiz.multiple(NotebookStudent({"q1": "a"}), "q1", right, wrong)


def single(names: Mapping[str, object]) -> Finding:
    return quiz.single(NotebookStudent(dict(names)), "q1", right="b", wrong={"a": "why"})


def test_no_answer_a_wrong_type_a_missing_name_and_a_wrong_answer_are_told_apart() -> None:
    nothing, wrong_type, missing, wrong = (
        single(names) for names in ({"q1": None}, {"q1": ["b"]}, {}, {"q1": "a"})
    )

    assert nothing.observed == "no answer"
    assert "no answer yet" in nothing.hint
    assert wrong_type.observed == "['b']"
    assert "in quotation marks" in wrong_type.hint
    assert "name 'q1' is not defined" in missing.observed
    assert "quotation marks" in missing.hint
    assert (wrong.observed, wrong.hint) == ("a", "why")
    assert {f.share for f in (nothing, wrong_type, missing, wrong)} == {0}


def test_feedback_on_a_wrong_answer_does_not_hold_the_right_one() -> None:
    assert single({"q1": "a"}).expected == ""


@pytest.mark.parametrize(
    ("answer", "share"), [("b", 1), ("a", 1), (" A ", 1), (None, 0), ("z", 0), (["a"], 0), (1, 0)]
)
def test_for_answering_a_wrong_answer_earns_all_and_none_or_an_unreadable_one_nothing(
    answer: object, share: float
) -> None:
    student = NotebookStudent({"q1": answer})
    finding = quiz.single(student, "q1", right="b", wrong={"a": "why"}, for_answering=True)

    assert finding.share == share
    assert finding.passed == (answer == "b")
    assert bool(finding.hint) != finding.passed
