"""Judges of the parts of a book: what is learned from and what is held out, and windows."""

from __future__ import annotations

import numpy as np

from autograder.assignments.common.asking import call_untouched, must_answer
from autograder.assignments.common.windows import compare_windows, must_hold, must_refuse
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, check, expect

probes = Probes(__file__, "book")
ENDS = [".", "\n"]
MANY = 2480  # tokens of a text with 2477 windows of three, a prime number


@check(N_("The held-out part is the end of the book, and the parts do not overlap"))
def splits(student: Student) -> None:
    """Compare the parts of texts, the last two of which say everything twice.

    Their shares are rounded up, rounded down, whole, rounded to nothing, nothing and all. One of
    them is not a whole percentage, and one is a half, which may be rounded up or down, but not both
    parts. The very last one is an array of numbers. Sentences and lines end near the border.
    """
    rng = student.rng("book.splits")
    tens, fours = int(rng.integers(20, 40)), int(rng.integers(15, 22))
    for share, length in (
        (0.1, 10 * tens + 7),
        (0.1, 10 * tens + 3),
        (0.25, 4 * fours + 3),
        (0.25, 4 * fours),
        (0.125, 8 * fours),
        (0.75, 4 * fours),
        (0.1, 4),
        (0.5, 2 * fours + 1),
        (0.0, 2 * fours),
        (1.0, 2 * fours),
    ):
        book = [f"w{i}" for i in rng.permutation(1000)[:length]]
        border = length - round(share * length)
        book[border - 3 : border - 1] = book[border + 1 : border + 3] = ENDS
        _compare_parts(student, book[:length], share)
    numbers = np.tile(rng.permutation(1000)[: 2 * fours], 2)  # whose quarter is not a half
    _compare_parts(student, [f"w{i}" for i in numbers], 0.25)
    must_answer(
        lambda: _compare_parts(student, numbers, 0.25),
        _("the two parts of an array of numbers"),
        _("An array of numbers is split as a list of words is: slices work for both."),
    )


def _compare_parts(student: Student, book: list[str] | expect.Array, share: float) -> None:
    """Compare the parts of a text, of words or of their numbers."""
    parts = expect.items(
        call_untouched(student, "split_book", book, share), 2, _("a pair: training, held out")
    )
    tokens = [str(token) for token in book]
    training, held_out = (
        _listed(part) if isinstance(book, list) else _numbered(part) for part in parts
    )
    rest = round(share * len(tokens))
    if abs(len(held_out) - share * len(tokens)) > 0.5 or training + held_out != tokens:
        raise Mismatch(
            _("{first} tokens, then the last {rest} of {length} (share {share:g})").format(
                first=len(tokens) - rest, rest=rest, length=len(tokens), share=share
            ),
            _("{first} and {rest} tokens").format(first=len(training), rest=len(held_out)),
            _split_hint(training, held_out, tokens, share),
        )


def _numbered(part: object) -> list[str]:
    """Return a part of an array of numbers, each as text."""
    values = expect.listed(part)
    if values is None or values.ndim != 1:
        hint = _("Each part is an array of numbers, like the one passed in.")
        raise Mismatch(_("an array of numbers"), expect.described(part), hint)
    return [str(number) for number in values.tolist()]


def _listed(part: object) -> list[str]:
    try:
        return expect.strings(part)
    except Mismatch as error:
        hint = _("Each part is a list of words, like the one passed in.")
        raise Mismatch(error.expected, error.observed, hint) from None


def _split_hint(training: list[str], held_out: list[str], tokens: list[str], share: float) -> str:
    exact = share * len(tokens)
    if training + held_out == tokens and len(held_out) == round(
        int(share * 100) / 100 * len(tokens)
    ):
        return _("The share is taken as it is: 0.125 is not 0.12.")
    if training + held_out == tokens and abs(len(held_out) - exact) < 1:
        return _(
            "The share of {length} tokens is {exact:g}: round it to the nearest whole number."
        ).format(length=len(tokens), exact=exact)
    if training + held_out == tokens and training[-1:] in ([sign] for sign in ENDS):
        return _("The share alone says where the border is, even in the middle of a line.")
    if held_out == tokens and not training:
        return _("A share that rounds to 0 holds out nothing: tokens[-0:] is the whole text.")
    if held_out + training == tokens:
        return _("The beginning was held out; the end is to be, and training comes first.")
    if 2 * len(set(tokens)) <= len(tokens):
        return _(
            "What counts is where a token is, not which one it is: many occur again and again."
        )
    if set(training) & set(held_out) - set(ENDS):
        return _("What is tested must not have been seen: the parts overlap.")
    if sorted(training + held_out) == sorted(tokens):
        if training + held_out != tokens:
            return _("The order of the words is what is to be learned: do not shuffle the text.")
        return _("The share is that of the held-out part.")
    return _("Every token belongs to one of the two parts.")


@check(N_("Row i holds the tokens from i on, and its targets are the same, one later"))
def windows(student: Student, length: int = 5, size: int = 19) -> None:
    """Compare inputs and targets, (size - length, length), of a secret text.

    It says something twice, and has an unknown token, 0, and numbers too large for 8 or 16 bits.
    Numbers of 32 bits are windows of the same numbers, and so are every second ones of an array,
    also after another call. A text may end in nothing but zeros. A long text has more windows than
    any block of them, and not a round number of them. At last, windows are of a single token.
    """
    rng = student.rng("book.windows")
    ids = rng.integers(1, 40, size=size)
    ids[: length + 2] = ids[-length - 2 :]  # windows that are equal are two windows all the same
    ids[size // 2 - 1] = 0
    ids[size // 2] = rng.integers(300, 60_000)
    ids[size // 2 + 1] = rng.integers(70_000, 90_000)
    for given in (ids, ids.astype(np.int32)):
        answer = call_untouched(student, "make_windows", given, length)
        compare_windows(answer, ids, length, expect.numbers)
    answer = student.ask(probes.windows_of_every_second, ids=ids, length=length)
    own = _("Each call makes arrays of its own, which later calls leave as they are.")
    compare_windows(answer, ids, length, expect.numbers, own)
    ending = np.where(np.arange(size) < length, ids, 0)
    like_others = _("0, <unk>, is a number like any other, even where nothing else follows.")
    answer = must_answer(
        lambda: call_untouched(student, "make_windows", ending, length),
        _("windows of a text that ends in zeros"),
        like_others,
    )
    compare_windows(answer, ending, length, expect.numbers, like_others)
    many = rng.integers(1, 40, size=MANY)
    compare_windows(call_untouched(student, "make_windows", many, 3), many, 3, expect.numbers)
    single = must_answer(
        lambda: call_untouched(student, "make_windows", ids, 1),
        _("windows of a single token, of shape ({count}, 1)").format(count=size - 1),
        _("Only a text that is too short is an error: a window may be as short as one token."),
    )
    compare_windows(single, ids, 1, expect.numbers)


@check(N_("A text without room for one window and its next token is a ValueError"))
def too_short(student: Student, length: int = 6) -> None:
    """Pass in texts of length - 1 and length tokens, and one that is just long enough.

    They consist of one secret token, so that windows and targets contain it and nothing else.
    """
    only = int(student.rng("book.too_short").integers(1, 40))
    ids = np.full(length + 1, only)
    hint = _("Check the length first: a window, and one token more for the last target.")
    for size in (length - 1, length):
        expected = _("ValueError for a text of {size} tokens").format(size=size)

        def question(text: expect.Array = ids[:size]) -> object:
            return call_untouched(student, "make_windows", text, length)

        must_refuse(question, expected, hint)
    enough = _("one window from a text of length + 1 = {length} tokens").format(length=length + 1)
    hint = _("length + 1 tokens make one window.")
    answer = must_answer(lambda: call_untouched(student, "make_windows", ids, length), enough, hint)
    for part in expect.items(answer, 2, _("a pair: inputs, targets")):
        must_hold(expect.numbers(part, (1, length), "int", hint), only)
