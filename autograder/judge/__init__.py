"""All that a hidden test may use: it asks a `Student`, judges in a check, ends in a `Report`.

A hidden region reads, in a source notebook:

    ### BEGIN HIDDEN TESTS
    from autograder.assignments import common
    from autograder.judge import Report, here

    Report(common.vocabulary.lists_characters(here()), points=4)
    ### END HIDDEN TESTS

`autograder.judge.expect` looks at answers, `autograder.judge.statistics` at draws.
"""

from autograder.judge.hidden import here
from autograder.judge.probe import Probe, Probes
from autograder.judge.report import Evidence, Finding, Mismatch, Report, check
from autograder.judge.student import Student

__all__ = [
    "Evidence",
    "Finding",
    "Mismatch",
    "Probe",
    "Probes",
    "Report",
    "Student",
    "check",
    "here",
]
