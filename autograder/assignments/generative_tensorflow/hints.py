"""What may be wrong with a text that a network was to write."""

from __future__ import annotations

import unicodedata

from autograder.assignments.common.script import Script
from autograder.assignments.common.vocabulary import REPLACEMENT
from autograder.assignments.generative_tensorflow.titles import SPECIALS
from autograder.i18n import N_, _

LONGEST = 1000  # new characters that are explained; none of the checks asks for more than 60
STRANGE = N_(
    "A character of the prompt that the vocabulary lacks is read as <unk>, and stays in the text."
)


def text_hint(observed: str, expected: str, script: Script, start: str, size: int) -> str:
    """Say what may be wrong with a text that differs from the expected one."""
    strange = set(start) - set(script.vocabulary)
    if observed == expected[len(start) :]:
        return _("The prompt is part of the text that is returned.")
    if not observed.startswith(start):
        alike = unicodedata.normalize("NFC", start).casefold()
        if unicodedata.normalize("NFC", observed).casefold().startswith(alike):
            return _("The prompt is kept in the text as it is: capitals and accents too.")
        if strange:
            return _(STRANGE)
    if expected == start and observed.startswith(start):
        ended = _("<eos> may be the most likely token at once: then the prompt is the text.")
        return ended if size else _("With size 0 nothing new is written.")
    if expected.startswith(observed) and len(observed) == size:
        return _("size counts the new characters only, not those of the prompt.")
    if observed == expected[:-1]:
        return _(
            "The last character is missing: size counts all the new ones, white space included."
        )
    if observed.strip() == expected.strip():
        return _("White space is part of the text: none of it is taken away.")
    if observed.startswith(start) and expected.startswith(observed + "\n"):
        return _("A line break is a character like any other: the text goes on after it.")
    new = observed.removeprefix(start)
    if any(token and token in new for token in (*SPECIALS, REPLACEMENT)):
        return _("Special tokens are never written: <eos> ends the text, the others are left out.")
    if observed.startswith(expected):
        return _("The text goes on after its end: stop at <eos>, and at size new characters.")
    if expected.startswith(observed):
        return _("The text is too short: size counts new characters, and padding is not one.")
    first = expected[: len(start) + 1]
    if observed.startswith(first + first[-1] + expected[len(first) : len(first) + 3]):
        return _("The first new character counts twice: do two names refer to one list?")
    if not observed.startswith(start):
        return _("The text begins with the prompt.")
    if len(new) <= LONGEST and observed == script.forgets(start, len(new)):
        return _(
            "The model read only the last character: it needs all those before it, or the state."
        )
    return _("Look at the first character that differs: what had the model read before it?")
