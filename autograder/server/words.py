"""What the pages say, in the course's language."""

from __future__ import annotations

from markupsafe import Markup, escape

from autograder.i18n import _


def words() -> dict[str, str]:
    """Return each text of the pages, by the name that the templates have for it."""
    return {
        "questions": _("Questions to grade by hand"),
        "assignment": _("assignment"),
        "notebook": _("notebook"),
        "question": _("question"),
        "points": _("points"),
        "answers": _("answers"),
        "waiting": _("still to be read"),
        "none": _("No question of this course is graded by hand."),
        "all": _("All questions"),
        "wait": _("Still to be read:"),
        "shortcuts": _keys(),
        "expected": _("What is expected"),
        "whole": _("whole notebook"),
        "of": _("Points, of {most}"),
        "comment": _("Comment"),
        "save": _("Save"),
        "nobody": _("No submission has been graded yet."),
        "saved": _("Saved."),
        "failed": _("Not saved: the server does not answer as it should."),
    }


def _keys() -> str:
    """Return what the keys do, as HTML."""
    text = _(
        "{enter} in the points, or {both} in the comment, saves and goes on to the next answer; "
        "{down} and {up} only move."
    )
    return escape(text).format(
        enter=_key("Enter"), both=_key("Ctrl", "Enter"), down=_key("Alt", "↓"), up=_key("Alt", "↑")
    )


def _key(*names: str) -> Markup:
    return Markup("+").join(Markup("<kbd>{}</kbd>").format(name) for name in names)
