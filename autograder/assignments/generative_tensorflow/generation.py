"""Judges of headline generation, by scripted models whose right text can only be computed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from autograder.assignments.common.asking import must_set_no_seed
from autograder.assignments.common.script import (
    WRITTEN,
    Script,
    always_one_letter,
    must_feed_what_it_writes,
    refuse_other_than,
)
from autograder.assignments.common.vocabulary import ACCENTED, PLAIN, REPLACEMENT
from autograder.assignments.common.wide import writes_the_last_token
from autograder.assignments.generative_tensorflow.hints import STRANGE, text_hint
from autograder.assignments.generative_tensorflow.reading import (
    MIXED,
    fresh_starts,
    must_fit,
    of_characters,
)
from autograder.assignments.generative_tensorflow.scripts import (
    FAINT,
    SURE,
    certain,
    chained,
    constant,
    ended,
    ending,
    lasting,
    oddly,
    restless,
    twofold,
)
from autograder.assignments.generative_tensorflow.titles import EOS, SPECIALS
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, check, expect
from autograder.judge.probe import Probe

probes = Probes(__file__, "generation")
ONE_HOT = N_("A step is one-hot: feed the token that was chosen, not the probabilities.")
MOST = 100_000  # steps that a model notes; the whole text again for each character takes 200
STRANGE_START = f"§É{ACCENTED}A<unk><eos>{REPLACEMENT}"
"""Unknown, the second one but for its small letter, then what is two characters, a capital letter,
what is not a special token, and what others write for an unknown character."""


def _asked(
    student: Student,
    probe: Probe,
    script: Script,
    size: int,
    start: str,
    moody: bool = False,
    **more: str | bool,
) -> object:
    """Ask for a text, greedy or sampled, and what the model read.

    Args:
        student: who is asked.
        probe: `probes.greedy` or `probes.sampled`.
        script: what the model plays.
        size: how many new characters to write at most.
        start: the prompt.
        moody: whether the model says something else in training mode.
        more: what else `probe` is told.

    Raises:
        Mismatch: the prompt has an unknown character, and the student's code raised.
    """
    try:
        return student.ask(probe, **script.inputs(), size=size, start=start, moody=moody, **more)
    except StudentRaised as error:
        if error.unfinished or set(start) <= set(script.vocabulary):
            raise
        raise Mismatch(
            _("a text that begins with {start}").format(start=repr(start)), str(error), _(STRANGE)
        ) from None


def _compare(answer: object, script: Script, start: str, size: int, hint: str = "") -> None:
    """Compare the text of an answer with the script's own; say the hint, or what is likely."""
    observed, expected = expect.text(expect.field(answer, "text")), script.continues(start, size)
    if observed != expected:
        raise Mismatch(
            _("{text} ({size} characters after the prompt {start})").format(
                text=repr(expected), size=len(expected) - len(start), start=repr(start)
            ),
            repr(observed[:200]),
            _("The model is asked in training mode, where dropout would change what it says.")
            if _reads(answer)[:, 2].any()
            else hint or text_hint(observed, expected, script, start, size),
        )


def _reads(answer: object) -> expect.Array:
    """Return what a model noted: [tokens read before, token, training mode] for each step."""
    read = expect.field(answer, "read")
    if not isinstance(read, np.ndarray) or read.ndim != 2 or len(read) > MOST:
        raise Mismatch(_("calls of the model"), expect.described(read))
    return expect.array(read, (len(read), 3), "int64")


def _greedy(rng: np.random.Generator, length: int) -> tuple[Script, str]:
    script = Script.random(rng, specials=SPECIALS)
    return script, script.prompt(rng, length)


@check(N_("The generated text is the prompt and what the model finds most likely"))
def greedy_text(student: Student) -> None:
    """Compare the text for several prompts and sizes with the script's own."""
    rng = student.rng("generation.greedy_text")
    for length, size, strange in (
        (6, 18, ""),  # first: here, what a prompt takes from the text is no single character
        (1, 24, ""),
        (3, 1, ""),
        (2, 0, ""),
        (2, 9, STRANGE_START),
    ):
        script, start = oddly(rng, partial(_greedy, rng, length), size, strange)
        answer = _asked(student, probes.greedy, script, size, start, moody=True, learning=True)
        _compare(answer, script, start, size)
        must_fit(answer, script)
    _reads_a_long_prompt(student, probes.greedy, lasting(rng, 80, 4))
    _writes_afresh(student, rng)
    asked = partial(_asked, student, probes.greedy)
    writes_the_last_token(lambda *of: expect.text(expect.field(asked(*of), "text")), SPECIALS)


def _reads_a_long_prompt(student: Student, probe: Probe, drawn: tuple[Script, str]) -> None:
    """Compare the text of a prompt of which no character may be left out, with the script's own."""
    script, start = drawn
    answer = _asked(student, probe, script, 4, start)
    observed, expected = expect.text(expect.field(answer, "text")), script.continues(start, 4)
    if observed != expected:
        raise Mismatch(
            _("{text} after a prompt of {length} characters").format(
                text=repr(expected[len(start) :]), length=len(start)
            ),
            expect.described(observed[len(start) :]),
            _("All of the prompt is read, however long it is, even a space at its end."),
        )


def _writes_afresh(student: Student, rng: np.random.Generator) -> None:
    """Compare two texts of one model, whose characters are others in the second.

    The most likely token is hardly more likely than the next one.
    """
    script, other, start, size = twofold(rng)
    answer = student.ask(
        probes.greedy,
        **script.inputs(),
        size=size,
        start=start,
        moody=False,
        again=other.vocabulary,
    )
    for name, played, hint in (
        ("text", script, _("The most likely token is taken, even if others are nearly as likely.")),
        ("again", other, _("Each text begins afresh, without a state, with its own vocabulary.")),
    ):
        observed, expected = expect.text(expect.field(answer, name)), played.continues(start, size)
        if observed != expected:
            raise Mismatch(repr(expected), repr(observed[:200]), hint)


@check(N_("The text ends where <eos> is most likely, and <eos> is not written"))
def stops_at_eos(student: Student) -> None:
    """Play a script in which one character follows another, and <eos> the last one.

    What comes next depends on the last character alone: one property a cell. Where <eos> is the
    most likely token, it has less than 0.1. Inside a prompt it would be, too, but ends nothing. It
    is not read.
    """
    rng = student.rng("generation.stops_at_eos")
    for length in (1, 6):
        script, chain = chained(rng, length)
        answer = _asked(student, probes.greedy, script, 30, chain[0])
        _compare(answer, script, chain[0], 30)
        if EOS in _reads(answer)[:, 1]:
            hint = _("Where <eos> is chosen, the text is at its end: nothing more is fed.")
            raise Mismatch(_("only the characters of the text read"), _("<eos> read too"), hint)
    first, second, *_others, last = chain
    # How a prompt of two is read is another cell's business.
    answers = [_asked(student, probes.greedy, script, 30, one + first) for one in (second, last)]
    if expect.field(answers[0], "text") == script.continues(second + first, 30):
        hint = _("What would end a text ends none inside its prompt.")
        _compare(answers[1], script, last + first, 30, hint)


@check(N_("Greedy generation never writes padding or <unk>"))
def writes_characters_only(student: Student) -> None:
    """Play two scripts whose most likely tokens are padding and `<unk>`, and then not the same.

    All the others are very unlikely, and the text is long enough for its repetition to show. It
    ends where <eos> is more likely than every character, though less likely than padding and
    `<unk>`. These are exactly as likely as the best character once.
    """
    rng = student.rng("generation.writes_characters_only")
    masked = _("Padding and <unk> have no character: leave them out of the choice.")
    unlikely = _("The most likely character is written, however unlikely it is.")
    for script, best, start in always_one_letter(rng, SPECIALS, PLAIN):
        scores = script.scores + UNLIKELY * (np.arange(len(script.vocabulary)) < EOS)
        script = replace(script, scores=scores)
        observed = _repeated(student, ending(script, REPEATED + 1), start)
        known = observed[: REPEATED + 1]
        refuse_other_than(known, best, start, unlikely if observed == start else masked)
        tied = _asked(student, probes.greedy, script.tied(), 2, start)
        refuse_other_than(expect.text(expect.field(tied, "text")), best, start, masked)
        if len(observed) > REPEATED + 1:
            _must_go_on(student, ending(script, REPEATED + 1, -UNLIKELY), start)
        elif len(observed) < REPEATED > len(_repeated(student, script, start)):
            raise Mismatch(
                _("{size} new characters").format(size=REPEATED),
                str(len(observed) - len(start)),
                _("A text that repeats itself goes on: only <eos> or its size ends it."),
            )


def _repeated(student: Student, script: Script, start: str) -> str:
    """Ask for a text that may have some characters more than one that ends."""
    answer = _asked(student, probes.greedy, script, REPEATED + 3, start)
    if silent := [int(token) for token in _reads(answer)[:, 1] if 0 <= token < EOS]:
        raise Mismatch(_("only tokens that are written, fed to the model"), str(silent), _(WRITTEN))
    return expect.text(expect.field(answer, "text"))


def _must_go_on(student: Student, script: Script, start: str) -> None:
    """Check that a text does not end where <eos> is the most likely token of all.

    If it does not, that is the business of `stops_at_eos`.

    Raises:
        Mismatch: it ends there, so that it should have ended where it did not.
    """
    if len(_repeated(student, script, start)) <= REPEATED + 1:
        raise Mismatch(
            _("the end of the text after {size} new characters").format(size=REPEATED),
            _("a text that goes on"),
            _(
                "<eos> ends the text where no character is more likely: padding and <unk> are "
                "left out of the comparison."
            ),
        )


UNLIKELY = 50.0  # by which logits of tokens that have no character are above the others
REPEATED = 48  # a text that has repeated itself for so long would go on


def _runs(student: Student, label: str) -> tuple[list[list[int]], list[int], int]:
    """Return the tokens read from each fresh start, those of the text, and the prompt's length.

    The text is the student's own, if it can be read, so that a wrong text costs its own points.
    """
    rng = student.rng(label)
    script, start = restless(rng)
    answer = _asked(student, probes.greedy, script, 12, start)
    read = _reads(answer)
    if not len(read):
        raise Mismatch(_("calls of the model"), _("it was not called"))
    runs = fresh_starts(read.tolist())
    own, right = expect.field(answer, "text"), script.continues(start, 12)
    if of_characters(own, start, script):
        tokens = [script.vocabulary.index(c) for c in own]
        if all(run == tokens[: len(run)] for run in runs):
            return runs, tokens, len(start)
    return runs, [script.vocabulary.index(c) for c in right], len(start)


@check(N_("The model reads exactly the prompt and what was written, in this order"))
def reads_the_text(student: Student) -> None:
    """Read from the model's own notes what it was fed, whole or token by token."""
    runs, text, prompt = _runs(student, "generation.reads_the_text")
    for run in runs:
        if run != text[: len(run)] or len(run) < prompt:
            raise Mismatch(
                _("tokens {tokens} …").format(tokens=text[: prompt + 2]),
                str(run[: prompt + 3]),
                _read_hint(run, text, prompt),
            )
    if max(map(len, runs)) < len(text) - 1:
        raise Mismatch(
            _("at least {count} tokens read").format(count=len(text) - 1),
            str(max(map(len, runs))),
            _("The prompt from its first character on, then each new one, once."),
        )


def _read_hint(run: list[int], text: list[int], prompt: int) -> str:
    if MIXED in run:
        return _(ONE_HOT)
    if run[: prompt + 2] == text[: prompt + 1] + text[prompt : prompt + 1]:
        return _("The first new token was fed twice: do two names refer to one list?")
    return _("The prompt from its first character on, then each new one, once.")


@check(N_("Each token is read once: the state is passed on"))
def carries_state(student: Student) -> None:
    """Count how often the model started afresh; then it has two recurrent layers.

    A text of those is judged only where one of a single layer, which is another cell's, is right.
    """
    runs, text, _prompt = _runs(student, "generation.carries_state")
    _refuse_restarts(runs, len(text))
    script, start = restless(student.rng("generation.carries_state stacked"))
    due = script.continues(start, 12)
    one, two = (
        expect.field(_asked(student, probes.greedy, script, 12, start, stacked=more), "text")
        for more in (False, True)
    )
    if expect.alike(one, due) and not expect.alike(two, due):
        hint = _("Each recurrent layer has a state of its own: `step` carries all of them.")
        raise Mismatch(_("the same text with two recurrent layers"), expect.described(two), hint)


def _refuse_restarts(runs: list[list[int]], length: int, credit: float = 0.0) -> None:
    """Refuse what reads a text of some length more than once."""
    if len(runs) > 1:
        raise Mismatch(
            _("one start, and {count} tokens read").format(count=length),
            _("{runs} starts, and {count} tokens read").format(
                runs=len(runs), count=sum(map(len, runs))
            ),
            _(
                "Reading the whole text again for each character takes a time that grows with the "
                "square of its length."
            )
            if sum(map(len, runs)) > length
            else _("Pass each state on to the next step: without it the past is lost."),
            credit=credit,
        )


@check(N_("Sampled text is the prompt and characters up to <eos>, without padding or <unk>"))
def soft_text(student: Student) -> None:
    """Play scripts that leave no choice, so that even a sampled text is certain.

    The third one's text ends by itself, after at least one new character, and another text of its
    ends at once. Then comes a prompt of which no character may be left out, and a choice among
    equals. A right text for which the model read everything again and again earns half.
    """
    rng = student.rng("generation.soft_text")
    runs = []
    for length, size, silent_win, ends, strange in (
        (4, 16, False, False, ""),
        (1, 10, True, False, ""),
        (2, 9, False, True, ""),
        (2, 0, False, False, ""),
        (2, 8, False, False, STRANGE_START),
    ):
        drawn = partial(certain, rng, length, size, silent_win, ends)
        script, start = oddly(rng, drawn, size, strange)
        at_once = ended(rng, script) if ends else ""
        more: dict[str, str | bool] = {"other": at_once, "learning": True}
        answer = _asked(student, probes.sampled, script, size, start, moody=True, **more)
        _compare(answer, script, start, size)
        must_fit(answer, script)
        must_set_no_seed(answer)
        read = _reads(answer)
        if np.any(read[:, 1] == MIXED):
            raise Mismatch(_("one-hot steps"), _("others"), _(ONE_HOT))
        runs.append(fresh_starts(read.tolist()))
        if at_once:
            text, read = expect.field(answer, "other"), expect.field(answer, "read")
            _compare({"text": text, "read": read}, script, at_once, size)
    _reads_a_long_prompt(student, probes.sampled, lasting(rng, 60, 4, SURE))
    _reads_what_it_draws(student, rng)
    _refuse_restarts(runs[0], 4 + 16, credit=1 / 2)


def _reads_what_it_draws(student: Student, rng: np.random.Generator, size: int = 72) -> None:
    """Play a script without preferences, so that what is drawn is seldom its first choice.

    Padding and <unk> are hardly less likely than the rest: one of them is drawn with 1 - 1e-9, if
    they are not ruled out.
    """
    script = constant(rng, np.zeros(6))
    script.scores[:, :EOS] = -FAINT
    start = script.vocabulary[-1]
    answer = _asked(student, probes.sampled, script, size, start)
    text = expect.field(answer, "text")
    if not of_characters(text, start, script) or len(text) != len(start) + size:
        raise Mismatch(
            _("{size} new characters of the vocabulary").format(size=size),
            expect.described(text),
            _("Padding and <unk> are ruled out of every draw, however likely they are."),
        )
    written = [script.vocabulary.index(c) for c in text]
    for fed in fresh_starts(_reads(answer).tolist()):
        must_feed_what_it_writes(written, fed)
