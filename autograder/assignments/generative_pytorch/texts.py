"""What a generated text should be, and what explains a different one."""

from __future__ import annotations

from autograder.assignments.common.script import Script
from autograder.i18n import N_, _
from autograder.judge import Mismatch, expect

DIFFERS = N_("Look at the first character that differs: what had the network read before it?")


def compare_text(observed: str, script: Script, start: str, size: int, hint: str = "") -> None:
    """Compare a text with the prompt and its continuation by the script.

    Args:
        observed: the text.
        script: what the network plays.
        start: the prompt.
        size: of the new text.
        hint: what to say where nothing else explains the difference.

    Raises:
        Mismatch: they differ.
    """
    expected = script.continues(start, size)
    if observed != expected:
        raise Mismatch(
            _("{text} ({size} characters after the prompt {start})").format(
                text=repr(expected), size=size, start=repr(start)
            ),
            expect.described(observed),
            _text_hint(observed, expected, script, start, size) or hint or _(DIFFERS),
        )


def _is_before(observed: str, expected: str, vocabulary: list[str]) -> bool:
    """Return whether the first character is the one before the right one in the vocabulary."""
    if not observed or observed[0] not in vocabulary:
        return False
    return vocabulary.index(observed[0]) == vocabulary.index(expected[0]) - 1


def _text_hint(observed: str, expected: str, script: Script, start: str, size: int) -> str:
    new = observed.removeprefix(start)
    if size and observed == expected[len(start) :]:
        return _("The prompt is part of the text that is returned.")
    if size == 0 and observed.startswith(start):
        return _("With size 0 there is nothing to write: the prompt alone is the text.")
    if len(observed) == len(expected) and observed[len(start) :] == expected[len(start) :]:
        return _("The text begins with the prompt as it is, unknown characters included.")
    if observed == expected.rstrip():
        return _("White space is part of the text: it is kept as it was written.")
    if observed.startswith(start) and expected.startswith(observed + "\n"):
        return _("A line break is a character like any other: the text goes on after it.")
    if observed == script.forgets(start, size):
        return _("The state was dropped: pass each state on to the next call.")
    if expected.startswith(observed):
        return _("Characters are missing at the end: size counts the new ones only.")
    if observed.startswith(expected):
        return _("There are more new characters than size.")
    if observed.startswith(start) and ("<unk>" in new or "\N{REPLACEMENT CHARACTER}" in new):
        return _("<unk> stands for no character in particular: mask its logit.")
    if not observed.startswith(start):
        return _("The text begins with the prompt.")
    if _is_before(observed[len(start) :], expected[len(start) :], script.vocabulary):
        return _("A position in a part of the logits counts from where the part begins.")
    return ""
