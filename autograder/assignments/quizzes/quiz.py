"""Judges of quiz answers: one option, several options, or a number.

The texts that explain wrong answers are in the notebook's hidden regions, in the course's source
language: they are message ids of the catalogue, translated when the check runs.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeVar

from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, check, expect
from autograder.judge.wire import Tensor
from lesson import answers

probes = Probes(__file__, "quiz")
HALF = 0.5  # credit of a number that is nearly right
NEAR = 2.5  # units of the last digit that was asked for: two, when both numbers are rounded
QUOTES = N_("Letters need quotation marks.")
POINT = N_("Python writes 0.5 with a point, not with a comma.")
"""Why the cell of an answer often ends in an error."""
T = TypeVar("T")
Numbers = Mapping[float, str]


@check(N_("The right option"))
def single(
    student: Student,
    name: str,
    right: str,
    wrong: Mapping[str, str],
    for_answering: bool = False,
) -> None:
    """Judge the answer to a question with one right option.

    Args:
        student: the channel.
        name: the name that the student gave the answer to, such as "q3".
        right: the letter of the right option.
        wrong: why each other option is wrong, by letter.
        for_answering: whether any answer that can be read earns all points.
    """
    options = _options([right], wrong)
    chosen = _read(student, name, lambda answer: answers.letter(answer, options))
    if chosen != right:
        raise Mismatch("", chosen, _(wrong[chosen]), credit=float(for_answering))


@check(N_("Every right option, and no other"))
def multiple(
    student: Student,
    name: str,
    right: Mapping[str, str],
    wrong: Mapping[str, str],
    for_answering: bool = False,
) -> None:
    """Judge the answer to a question with several right options.

    The credit is the share of right options that were chosen, less the share of wrong ones: to
    choose all of them, or none, earns nothing.

    Args:
        student: the channel.
        name: the name that the student gave the answer to.
        right: what to say where a right option is missing, by letter.
        wrong: why each other option is wrong, by letter.
        for_answering: whether any answer that can be read earns all points.
    """
    options = _options(right, wrong)
    chosen = set(_read(student, name, lambda answer: answers.letters(answer, options)))
    missing, taken = sorted(right.keys() - chosen), sorted(wrong.keys() & chosen)
    if missing or taken:
        share = 1 - Fraction(len(missing), len(right)) - Fraction(len(taken), len(wrong))
        credit = 1.0 if for_answering else float(max(share, Fraction()))
        hints = [f"{option}: {_(wrong[option])}" for option in taken]
        hints += [_("missing: {hint}").format(hint=_(right[option])) for option in missing]
        raise Mismatch("", ", ".join(sorted(chosen)), "\n".join(hints), credit=credit)


@check(N_("The right number"))
def number(
    student: Student,
    name: str,
    right: float,
    digits: int,
    wrong: Numbers,
    hint: str,
    half: Numbers | None = None,
    for_answering: bool = False,
) -> None:
    """Judge the answer to a question for a number.

    Any number that differs by half a unit of the last digit or less is right; where digits after
    the point were asked for, one that is near (`NEAR`) earns half: it may have been rounded too
    early.

    Args:
        student: the channel.
        name: the name that the student gave the answer to.
        right: the right number, in full precision.
        digits: how many digits after the point the question asks for.
        wrong: what a wrong number gives away, by that number.
        hint: what to say of any other number.
        half: what a number gives away that earns half of the points, by that number.
        for_answering: whether any answer that can be read earns all points.

    Raises:
        ValueError: two of the named numbers cannot be told apart at this precision.
    """
    unit = 10.0**-digits
    named = {value: (text, 0.0) for value, text in wrong.items()}
    named |= {value: (text, HALF) for value, text in (half or {}).items()}
    _refuse_neighbours([right, *wrong, *(half or {})], unit)
    observed = _read(student, name, answers.number, POINT)
    if _within(observed, right, unit / 2):
        return
    text, credit = hint, 0.0
    if digits > 0 and _within(observed, right, NEAR * unit):
        text, credit = N_("Nearly: carry more digits, and round only at the end."), HALF
    for value, found in named.items():
        if _within(observed, value, unit / 2):
            text, credit = found
    expected = _("another number, to the nearest {unit:g}").format(unit=unit)
    credit = 1.0 if for_answering else credit
    raise Mismatch(expected, f"{observed:g}", _(text), credit=credit)


def _options(right: Mapping[str, str] | list[str], wrong: Mapping[str, str]) -> str:
    """Return the letters of all options, sorted.

    Raises:
        ValueError: no option is right, or none is wrong, or one is both.
    """
    if not right or not wrong or set(right) & set(wrong):
        raise ValueError("a question has right options and wrong ones, and none that is both")
    return "".join(sorted([*right, *wrong]))


def _refuse_neighbours(values: list[float], unit: float) -> None:
    for low, high in itertools.pairwise(sorted(values)):
        if high - low < unit and not math.isclose(high - low, unit):
            raise ValueError(f"{low:g} and {high:g} cannot be told apart: ask for more digits")


def _within(observed: float, value: float, distance: float) -> bool:
    """Tell whether two numbers differ by a distance or less, as decimals, not as floats."""
    return abs(observed - value) <= distance or math.isclose(abs(observed - value), distance)


def _read(student: Student, name: str, reader: Callable[[object], T], slip: str = QUOTES) -> T:
    """Return an answer, if it has a form that can be judged.

    Args:
        student: the channel.
        name: the name that the student gave the answer to.
        reader: reads it, or raises `answers.AnswerError`.
        slip: why its cell ends in an error, often.

    Raises:
        Mismatch: there is none, or it has another form.
    """
    try:
        answer = student.ask(probes.answer, name=name)
    except StudentRaised as error:
        if not error.unfinished:
            raise
        hint = _("Is the cell with your answer still there, and does it run without an error?")
        raise Mismatch(_("an answer"), str(error), f"{hint} {_(slip)}") from None
    try:
        return reader(answer.values if isinstance(answer, Tensor) else answer)
    except answers.AnswerError as error:
        observed = error.observed if answer is None else expect.described(answer)
        raise Mismatch(error.expected, observed, error.hint) from None
