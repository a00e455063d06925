"""What a scripted network has noted of its calls."""

from __future__ import annotations

from typing import Any

from autograder.i18n import _
from autograder.judge import Mismatch, expect


def calls_of(answer: object) -> list[dict[str, Any]]:
    """Return what the network of an answer noted about each of its calls, at least one."""
    calls = expect.field(answer, "calls")
    if not isinstance(calls, list) or not calls or not all(isinstance(c, dict) for c in calls):
        raise Mismatch(_("calls of the network"), _("it was not called"))
    return calls


def row_of(tokens: object) -> list[int]:
    """Return the tokens of a call, passed in as (1, T)."""
    row = tokens[0] if isinstance(tokens, list) and len(tokens) == 1 else None
    if not isinstance(row, list) or not all(type(token) is int for token in row):
        raise Mismatch(_("tokens of shape (1, T)"), expect.described(tokens))
    return row


def must_step_once(tokens: list[int], seen: object, read: list[int], prompt: list[int]) -> None:
    """Judge one call, given what was read before it."""
    whole_prefix = (
        expect.alike(seen, 0) and len(read) > 0 and expect.alike(tokens[: len(read)], read)
    )
    if whole_prefix:
        raise Mismatch(
            _("one new token a step"),
            _("the whole text so far, {count} tokens, fed again").format(count=len(tokens)),
            _("The state remembers the text: feed the new token only."),
        )
    if not expect.alike(seen, len(read)):
        raise Mismatch(
            _("the state of the previous step, after {count} tokens").format(count=len(read)),
            _("a state after {seen} tokens").format(seen=expect.described(seen)),
            _("Pass each state on to the next call."),
        )
    if len(read) < len(prompt):
        if tokens != prompt[len(read) : len(read) + len(tokens)]:
            raise Mismatch(
                _("the prompt, whole or token by token"),
                expect.described(tokens),
                _("Read the prompt from its first character to its last, each once."),
            )
    elif len(tokens) != 1:
        raise Mismatch(
            _("one new token a step"),
            expect.described(tokens),
            _("The state remembers the text: feed the new token only."),
        )
