"""Reading quiz answers: kind about the form, and clear about what cannot be read."""

import math
from typing import Any

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from lesson import answers
from lesson.answers import AnswerError

OPTIONS = "abcd"


@pytest.mark.parametrize("answer", ["b", "B", " b ", "B\n", "\tb"])
def test_a_letter_is_read_whatever_its_case_and_the_spaces_around_it(answer: str) -> None:
    assert answers.letter(answer, OPTIONS) == "b"


@pytest.mark.parametrize(
    "answer", ["", "e", "ab", "bb", "b.", "b" * 1000, ["b"], {"b"}, ("b",), 2, True, b"b", str]
)
def test_what_is_not_one_letter_of_the_options_is_refused(answer: object) -> None:
    with pytest.raises(AnswerError, match="expected one letter of a, b, c, d, observed "):
        answers.letter(answer, OPTIONS)


@pytest.mark.parametrize(
    "answer",
    [
        {"a", "c"},
        frozenset({"c", "A"}),
        ["c", "a"],
        ("C ", " a", "a"),
        "ac",
        "A, C",
        "c;a",
        "a c\n",
    ],
)
def test_letters_are_read_in_every_natural_form(answer: object) -> None:
    assert answers.letters(answer, OPTIONS) == ["a", "c"]


def test_one_letter_of_several_may_stand_alone() -> None:
    assert answers.letters("d", OPTIONS) == ["d"]


@pytest.mark.parametrize(
    "answer",
    [
        {"a", "e"},
        ["a", None],
        ["ac"],
        [["a"], "c"],
        "a and c",
        {"a": True},
        "ac" * 1000,
        ["a"] * 1000,
        3,
        True,
        [""],
    ],
)
def test_what_is_not_letters_of_the_options_is_refused(answer: object) -> None:
    with pytest.raises(AnswerError, match="expected letters of a, b, c, d, observed "):
        answers.letters(answer, OPTIONS)


@pytest.mark.parametrize(
    "answer",
    [0.25, 1 / 4, np.float32(0.25), np.array(0.25)],
)
def test_numbers_of_python_and_numpy_are_read(answer: object) -> None:
    assert answers.number(answer) == 0.25


@pytest.mark.parametrize("answer", [4, np.int64(4), np.uint8(4)])
def test_whole_numbers_are_numbers(answer: object) -> None:
    found = answers.number(answer)

    assert type(found) is float
    assert found == 4


@pytest.mark.parametrize(
    "answer",
    [
        "0.25",
        math.nan,
        math.inf,
        np.array([0.25]),
        np.array(True),
        np.array(None),
        [0.25],
        True,
        10**400,
        0.25j,
        {0.25},
    ],
)
def test_what_is_not_one_finite_number_is_refused(answer: object) -> None:
    with pytest.raises(AnswerError, match="expected one finite number, observed "):
        answers.number(answer)


def test_a_decimal_comma_is_explained() -> None:
    with pytest.raises(AnswerError, match=r"\(0, 29\): Python writes 0.5 with a point"):
        answers.number((0, 29))


@pytest.mark.parametrize(
    ("read", "nothing"),
    [
        (lambda answer: answers.letter(answer, OPTIONS), [None]),
        (lambda answer: answers.letters(answer, OPTIONS), [None, "", " ", [], set(), ()]),
        (answers.number, [None]),
    ],
)
def test_a_question_without_an_answer_is_told_apart_from_a_wrong_type(
    read: Any, nothing: list[object]
) -> None:
    for answer in nothing:
        with pytest.raises(AnswerError, match="observed no answer: This question has no answer"):
            read(answer)


def test_an_object_whose_repr_raises_is_shown_all_the_same() -> None:
    class Broken:
        def __repr__(self) -> str:
            raise RuntimeError

    with pytest.raises(AnswerError, match="observed <Broken instance"):
        answers.letter(Broken(), OPTIONS)


def test_a_notebook_shows_the_problem_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    shell = InteractiveShell()

    shell.run_cell("from lesson import answers\nanswers.letter(None, 'abcd')")

    shown = capsys.readouterr().out.strip()
    assert shown.startswith("expected one letter of a, b, c, d, observed no answer: This question")
    assert "\n" not in shown
