"""What was found out about one grade cell: the checks, the points, and what to tell the student."""

from __future__ import annotations

import functools
import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec

from autograder.errors import StudentError, StudentRaised
from autograder.i18n import _, shown_points
from autograder.judge.student import Student
from autograder.text import visible

Evidence = Mapping[str, float]
P = ParamSpec("P")


class Mismatch(Exception):
    """Raised inside a check: the student's answer is not the right one.

    Args:
        expected: what a right solution does, in the student's terms.
        observed: what this one did.
        hint: the misconception that explains it, as behaviour, not as an implementation.
        evidence: statistics that belong in the receipt.
        credit: the share of the points that it is worth all the same, from 0 to 1: all of them
            where an answer is worth its points for being given, as in a quiz before the lesson.

    Raises:
        ValueError: a credit outside of these bounds.
    """

    def __init__(
        self,
        expected: str,
        observed: str,
        hint: str = "",
        evidence: Evidence | None = None,
        credit: float = 0.0,
    ) -> None:
        super().__init__(expected, observed, hint, evidence, credit)
        if not 0 <= credit <= 1:
            raise ValueError(f"what is not right earns a share from 0 to 1, not {credit}")
        self.expected = expected
        self.observed = observed
        self.hint = hint
        self.evidence = evidence or {}
        self.credit = credit


@dataclass(frozen=True)
class Finding:
    """The outcome of one check.

    Attributes:
        title: the property that was checked, in the student's terms.
        passed: whether it holds.
        expected, observed, hint: empty if it holds.
        evidence: statistics by name, such as a p-value.
        credit: the share of the points that it earns if it does not hold.
    """

    title: str
    passed: bool
    expected: str = ""
    observed: str = ""
    hint: str = ""
    evidence: Evidence = field(default_factory=dict)
    credit: float = 0.0

    @property
    def share(self) -> float:
        """The share of the points that it earns, from 0 to 1."""
        return 1.0 if self.passed else self.credit


def check(
    title: str,
) -> Callable[
    [Callable[Concatenate[Student, P], Evidence | None]],
    Callable[Concatenate[Student, P], Finding],
]:
    """Turn a function that raises `Mismatch` into a check that returns a `Finding`.

    What the student's code raises, or its silence, is a finding as well; an error in the check
    itself is not, and propagates: it must never cost a student points.

    Args:
        title: the property, a message id of the catalogue; translated when the check runs.
    """

    def decorate(
        judge: Callable[Concatenate[Student, P], Evidence | None],
    ) -> Callable[Concatenate[Student, P], Finding]:
        @functools.wraps(judge)
        def run(student: Student, /, *args: P.args, **kwargs: P.kwargs) -> Finding:
            try:
                evidence = judge(student, *args, **kwargs)
            except Mismatch as found:
                return Finding(
                    _(title),
                    False,
                    found.expected,
                    found.observed,
                    found.hint,
                    found.evidence,
                    found.credit,
                )
            except AssertionError as error:
                raise RuntimeError(f"check {judge.__name__} is broken: {error}") from error
            except StudentError as error:
                expected = _("an answer without an error")
                return Finding(_(title), False, expected, str(error), _hint_for(error))
            if not isinstance(evidence, Mapping | None):
                text = _(
                    "{name} returned {value!r}: a check raises Mismatch where something is wrong, "
                    "and returns nothing, or numbers by name"
                )
                raise TypeError(text.format(name=judge.__name__, value=evidence))
            return Finding(_(title), True, evidence=evidence or {})

        return run

    return decorate


def _hint_for(error: StudentError) -> str:
    if isinstance(error, StudentRaised) and error.type_name == "NotImplementedError":
        return missing_hint(error.stub)
    if str(error).startswith("NameError"):
        return _("A name is missing. Did the cell that defines it run without an error?")
    return ""


def missing_hint(stub: bool) -> str:
    """Say what a NotImplementedError means: a released stub raises it, and so do libraries."""
    if stub:
        return _("This task still has its stub: write your solution in its place.")
    return _(
        "The message says what is missing: a method that a library calls may be misspelt, or have "
        "another name."
    )


class Report:
    """The findings of one grade cell and the points that follow from them.

    A cell tests one property, so it is worth what its weakest finding is worth: all of the
    points if every finding passed, and none otherwise, unless that finding earns a share of them.

    Args:
        findings: the outcomes of the cell's checks, in order; at least one.
        points: what the cell is worth, as its metadata say.

    Raises:
        ValueError: no findings, which would give points for nothing.
        TypeError: something is not a finding, such as what a function without `@check` returns.
    """

    def __init__(self, *findings: Finding, points: float) -> None:
        if not findings:
            raise ValueError("a report without a finding would give its points for nothing")
        for one in findings:
            if not isinstance(one, Finding):
                text = _(
                    "a Report takes what checks return, not {kind}: is a function without @check, "
                    "or was it not called?"
                )
                raise TypeError(text.format(kind=type(one).__name__))
        self.findings = findings
        self.max_score = float(points)

    @property
    def passed(self) -> bool:
        """Whether every finding passed."""
        return all(finding.passed for finding in self.findings)

    @property
    def score(self) -> float:
        """Points earned, from 0 to `max_score`; a part of them in hundredths of a point."""
        share = min(finding.share for finding in self.findings)
        return self.max_score if share == 1 else round(self.max_score * share, 2)

    def __repr__(self) -> str:
        """A bare float: what nbgrader reads as the points of a cell."""
        return repr(self.score)

    def _repr_html_(self) -> str:
        """A small table, one row a check, for the notebook and the feedback."""
        head = _("{score} of {max_score} points").format(
            score=shown_points(self.score), max_score=shown_points(self.max_score)
        )
        rows = "".join(_row(finding) for finding in self.findings)
        return (
            f'<table class="autograder-report"><caption style="text-align:left">{html.escape(head)}'
            f"</caption><tbody>{rows}</tbody></table>"
        )


def without_verdict() -> str:
    """Return what a student sees of a grade cell that could not be judged."""
    title, text = _("not graded"), _("The test of this cell is at fault, not your solution.")
    return (
        f'<table class="autograder-report"><caption style="text-align:left">{html.escape(title)}'
        f"</caption><tbody><tr><td>{html.escape(text)}</td></tr></tbody></table>"
    )


def _row(finding: Finding) -> str:
    sign, mark = ("✓", _("passed")) if finding.passed else ("✗", _("not yet"))
    if 0 < finding.share < 1:
        sign, mark = "◐", _("in part")
    mark = html.escape(f"{sign} {mark}").replace(" ", "&nbsp;")
    lines = [f"<strong>{html.escape(finding.title)}</strong>"]
    for label, text in (
        (_("expected"), finding.expected),
        (_("observed"), finding.observed),
        (_("hint"), finding.hint),
    ):
        if text:
            lines += f"{html.escape(label)}: {html.escape(visible(text))}".split("\n")
    style = "text-align:left;vertical-align:top;padding:2px 12px 2px 0"
    shown = f"{style};white-space:pre-wrap"  # spaces of what was observed, however many
    return f'<tr><td style="{style}">{mark}</td><td style="{shown}">{"<br>".join(lines)}</td></tr>'
