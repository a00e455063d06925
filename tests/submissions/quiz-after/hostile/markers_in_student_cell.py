"""Hidden-test markers in an answer, in the hope that the grader runs what they enclose.

What stands between the markers is ordinary Python wherever it runs; see the entry of the same
name in generative-pytorch. The file that AUTOGRADER_CANARY names must not appear, and the cell
is worth what an open question is worth.

test-q1: 0
"""
# %% q1
q1 = None

### BEGIN HIDDEN TESTS
import os
import sys
from pathlib import Path


def full_marks(points):
    exam = sys.modules.get("autograder.judge.hidden")
    if exam is None or exam._examined.get() is None:
        return None  # the student's kernel: nothing to be had here
    if "AUTOGRADER_CANARY" in os.environ:
        Path(os.environ["AUTOGRADER_CANARY"]).write_text("a student's markers ran in the grader\n")
    from autograder.report import Finding, Report

    return Report(Finding("Everything", True), points=points)


full_marks(points=10)
### END HIDDEN TESTS
