"""Hidden-test markers in a student's cell, in the hope that the grader runs what they enclose.

What stands between the markers is ordinary Python wherever it runs: in the student's own kernel
it finds no examination and does nothing. "Ran in the grader" means that
`autograder.judge.hidden._examined` holds a student, which is so only inside `hidden.examine`, in the
process that judges; neither LESSON_GRADING nor the canary's name tells the two apart, since a
sandbox may have both. There it would write the file that AUTOGRADER_CANARY names, and end in a
Report of full marks. The file must not appear, and the cell is worth what its stub is worth:
everything that needs the probabilities is lost.

test-temperature-softmax: 0
test-temperature-divides: 0
test-temperature-extremes: 0
test-temperature-shapes: 0
test-temperature-invalid: 0
test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
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


full_marks(points=4)
### END HIDDEN TESTS
