"""Hidden-test markers in a student's cell, in the hope that the grader runs what they enclose.

What stands between the markers is ordinary Python wherever it runs; see the entry of the same
name in generative-pytorch. The file that AUTOGRADER_CANARY names must not appear, and the cell
is worth what its stub is worth: everything that needs the probabilities is lost.

test-temperature-softmax: 0
test-temperature-divides: 0
test-temperature-extremes: 0
test-temperature-invalid: 0
test-entropy: 0
test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-nucleus: 0
test-truncation-limits: 0
test-truncation-invalid: 0
test-nucleus-draws: 0
test-generate-text: 0
test-generate-unk: 0
test-generate-unknown: 0
test-generate-seed: 0
test-generate-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    raise NotImplementedError


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


full_marks(points=3)
### END HIDDEN TESTS
