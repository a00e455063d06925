"""One temperature, three forms: logits in PyTorch, probabilities in TensorFlow, NumPy logits."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from autograder.bank.entries import strip_hidden
from autograder.judge.probe import Probe
from autograder.judge.statistics import softmax
from autograder.judge.student import Student
from autograder.notebook import load_notebook
from tests.conftest import ROOT
from tests.support.fork import forked

QUESTION = Probe(
    "all_forms",
    """
import numpy as np
import torch

def all_forms(student, logits, probabilities, temperature):
    return [
        student["of_logits"](torch.tensor(np.array(logits)), temperature).numpy(),
        student["of_probabilities"](np.array(probabilities), temperature),
        np.apply_along_axis(student["of_words"], -1, np.array(logits), temperature),
    ]
""",
)
LOGITS = arrays(np.float64, array_shapes(max_dims=3, max_side=6), elements=st.floats(-15, 15))


def solution(notebook: str, cell: str) -> str:
    """Return the reference solution of one cell."""
    source = strip_hidden(load_notebook(ROOT / "source" / notebook))
    return next(str(c.source) for c in source.cells if c.id == cell)


@pytest.fixture(scope="module")
def student() -> Iterator[Student]:
    """A process in which the reference solutions live, each under its form's name."""
    with forked() as child:
        for line in (
            "import numpy as np, torch",
            solution("generative-pytorch/GenerativePyTorch.ipynb", "temperature"),
            "of_logits = temperature_probabilities",
            solution("generative-tensorflow/GenerativeTF.ipynb", "temperature"),
            "of_probabilities = temperature_probabilities",
            solution("word-lab/WordLevelLab.ipynb", "temperature"),
            "of_words = temperature_probabilities",
        ):
            assert child.run(line) == ""
        yield child


@settings(deadline=None, max_examples=150)
@given(logits=LOGITS, temperature=st.floats(0.05, 50))
def test_all_forms_give_softmax_of_logits_over_temperature(
    student: Student, logits: NDArray[np.float64], temperature: float
) -> None:
    """In the same shape, for any logits and temperature."""
    expected = softmax(logits, temperature)

    answers = student.ask(
        QUESTION, logits=logits, probabilities=softmax(logits), temperature=temperature
    )

    for observed in answers:
        assert expected.shape == observed.shape
        assert np.abs(expected - observed).max() < 1e-9
