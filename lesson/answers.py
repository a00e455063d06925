"""Read the answers of a quiz: lenient about their form, silent about whether they are right.

The visible test below a question calls these, and so does the grader: what one can read, the other
can judge.
"""

import math
import re
import reprlib
from collections.abc import Sequence

import numpy as np

from lesson.i18n import _

LONGEST = 100  # characters of a text, or items of a collection, that are looked at


class AnswerError(ValueError):
    """An answer that cannot be judged as it stands: no answer yet, or one of another form.

    Args:
        expected: the form that can be judged.
        observed: what is there.
        hint: what to do.
    """

    def __init__(self, expected: str, observed: str, hint: str) -> None:
        super().__init__(expected, observed, hint)
        self.expected = expected
        self.observed = observed
        self.hint = hint

    def __str__(self) -> str:
        text = _("expected {expected}, observed {observed}: {hint}")
        return text.format(expected=self.expected, observed=self.observed, hint=self.hint)

    def _render_traceback_(self) -> list[str]:
        """Show one line, without the way through this module (IPython calls this)."""
        return [str(self)]


def letter(answer: object, options: Sequence[str]) -> str:
    """Read the answer to a question with one right option.

    >>> letter(" B ", "abcd")
    'b'

    Args:
        answer: a string; case and spaces around it do not matter.
        options: the letters of the options.

    Raises:
        AnswerError: it is something else, or None.
    """
    expected = _("one letter of {options}").format(options=_listed(options))
    _refuse_none(answer, expected)
    if isinstance(answer, str) and (found := _tidy(answer)) in list(options):
        return found
    hint = _('Write the letter of one option, in quotation marks, such as "{letter}".')
    raise AnswerError(expected, _shown(answer), hint.format(letter=options[0]))


def letters(answer: object, options: Sequence[str]) -> list[str]:
    """Read the answer to a question with several right options.

    >>> letters({"c", "A"}, "abcd")
    ['a', 'c']
    >>> letters("a, c", "abcd")
    ['a', 'c']

    Args:
        answer: a set, list or tuple of strings, or one string; case, spaces, commas, order and
            repetitions do not matter.
        options: the letters of the options.

    Returns:
        The chosen letters, sorted.

    Raises:
        AnswerError: it is something else, or nothing is chosen.
    """
    expected = _("letters of {options}").format(options=_listed(options))
    _refuse_none(answer, expected)
    chosen = answer
    if isinstance(answer, str) and len(answer) <= LONGEST:
        chosen = list(re.sub(r"[\s,;]+", "", answer))
    if isinstance(chosen, (set, frozenset, list, tuple)) and len(chosen) <= LONGEST:
        _refuse_none(chosen or None, expected)
        found = {_tidy(item) if isinstance(item, str) else "" for item in chosen}
        if found <= set(options):
            return sorted(found)
    hint = _('Write the letters in quotation marks and braces, such as {{"{one}", "{two}"}}.')
    hint = hint.format(one=options[0], two=options[1])
    raise AnswerError(expected, _shown(answer), hint)


def number(answer: object) -> float:
    """Read the answer to a question for a number: Python's, NumPy's or a framework's, and finite.

    >>> number(1 / 4)
    0.25

    Raises:
        AnswerError: it is something else, or None.
    """
    expected = _("one finite number")
    _refuse_none(answer, expected)
    if getattr(answer, "ndim", None) == 0:  # of an array or a tensor
        answer = answer.item() if hasattr(answer, "item") else np.asarray(answer).item()
    if isinstance(answer, (int, float)) and not isinstance(answer, bool) and _finite(answer):
        return float(answer)
    hint = _("Write a number, or a calculation that gives one, without quotation marks.")
    if isinstance(answer, (list, tuple)) and len(answer) == 2:
        hint = _("Python writes 0.5 with a point: with a comma, it reads two numbers.")
    raise AnswerError(expected, _shown(answer), hint)


def _refuse_none(answer: object, expected: str) -> None:
    if answer is None:
        hint = _("This question has no answer yet: write yours after the equals sign.")
        raise AnswerError(expected, _("no answer"), hint)


def _tidy(text: str) -> str:
    return text.strip().lower() if len(text) <= LONGEST else ""


def _listed(options: Sequence[str]) -> str:
    return ", ".join(options)


def _finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # an integer that is larger than any float
        return False


def _shown(answer: object) -> str:
    return reprlib.repr(answer)
