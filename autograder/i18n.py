"""Say what the grader says in the course's language; `load_course` chooses it."""

from pathlib import Path

from lesson.i18n import ENGLISH, N_, Messages, language

__all__ = ["N_", "_", "decimal", "shown_points"]

_ = Messages(Path(__file__).parent / "locale", "autograder")


def decimal(value: object) -> str:
    """Return a number as text, with the decimal sign of the course's language."""
    return str(value) if language() == ENGLISH else str(value).replace(".", ",")


def shown_points(value: float) -> str:
    """Return points as text, for people: without decimals that say nothing."""
    return decimal(f"{value:g}")
