"""Questions that a right solution answers, where a wrong one raises an error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from autograder.errors import StudentRaised
from autograder.i18n import _
from autograder.judge import Mismatch, Probe, Probes, Student, expect

Answer = TypeVar("Answer")
probes = Probes(__file__, "calling")


def must_answer(question: Callable[[], Answer], expected: str, hint: str) -> Answer:
    """Ask something that must not end in an error in the student's code; return the answer.

    Args:
        question: asks it.
        expected: what it is about, in the student's terms.
        hint: what explains the error.

    Raises:
        Mismatch: it ended in an error.
    """
    try:
        return question()
    except StudentRaised as error:
        if error.unfinished:
            raise
        raise Mismatch(expected, str(error), hint) from None


def call_untouched(student: Student, name: str, *arguments: object, again: bool = False) -> Any:
    """Call the student's function `name` on plain data, as `Student.call` does.

    Args:
        student: whose function.
        name: of it.
        arguments: it gets.
        again: whether to call it twice, and to change its first answer in between.

    Raises:
        Mismatch: a list or an array that was passed to it has changed afterwards.
    """
    answer = student.ask(probes.called, name=name, arguments=list(arguments), again=again)
    must_be_unchanged(answer, _("the arguments of {name}, unchanged").format(name=name))
    return expect.field(answer, "answer")


def answers(question: Callable[[], object]) -> bool:
    """Return whether something is answered, and not with an error in the student's code."""
    try:
        question()
    except StudentRaised:
        return False
    return True


def changed_in_place(expected: str) -> Mismatch:
    """Return what to say of a function that changes the numbers passed to it."""
    return Mismatch(
        expected,
        _("they were changed in place"),
        _("The caller still needs what it passed in: change a copy of it."),
    )


def must_be_so(answer: object, name: str, otherwise: Mismatch) -> None:
    """See that a probe's answer says that something is so.

    Args:
        answer: the probe's, whose field `name` is True if it is.
        name: of the field.
        otherwise: what is raised if it is not.
    """
    if expect.field(answer, name) is not True:
        raise otherwise


def must_be_unchanged(answer: object, expected: str) -> None:
    """Refuse code that, according to an answer, has changed what was passed to it.

    Args:
        answer: the probe's, whose field "unchanged" is True if it has not.
        expected: what should have stayed as it was, in the student's terms.
    """
    must_be_so(answer, "unchanged", changed_in_place(expected))


def must_keep(answer: object) -> None:
    """Refuse code that, according to an answer, has changed the vocabulary passed to it."""
    hint = _("Others use this list too: make a copy before you change anything in it.")
    must_be_so(answer, "kept", Mismatch(_("the vocabulary unchanged"), _("a changed one"), hint))


def decoded(student: Student, probe: Probe, ids: Sequence[int], vocabulary: Sequence[str]) -> str:
    """Return the student's text of tokens.

    Args:
        student: whose `decode`.
        probe: calls it, and says whether vocabulary and tokens are as they were.
        ids: of the tokens.
        vocabulary: that they index.

    Raises:
        Mismatch: it is not a text, or what was passed in has changed.
    """
    answer = student.ask(probe, ids=ids, vocabulary=vocabulary)
    must_keep(answer)
    must_be_unchanged(answer, _("the tokens passed in, unchanged"))
    return expect.text(expect.field(answer, "text"))


def must_set_no_seed(answer: object) -> None:
    """Refuse code that, according to an answer, has changed a global random state."""
    expected = _("the global random states unchanged when a generator is passed in")
    hint = _("Every random number comes from the generator: do not seed anything else.")
    must_be_so(answer, "quiet", Mismatch(expected, _("different states afterwards"), hint))
