"""Kernels that a fork server forks and kernels that start cold show the same, output for output."""

import json
import re
import shutil
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell

from autograder.bank.demo import prepare, submit
from autograder.course import Course, Submission
from autograder.notebook import load_notebook
from autograder.release.build import release
from autograder.sandbox.imports import imports_differ
from tests.support.grading import EXAM, graded_csv, hand_in_exam, nbgrader, right_exam

CHANCE = re.compile(r"0x[0-9a-f]+|\b\d+(\.\d+)?(?= ?(s|ms|it/s)\b)")  # addresses, and times
SHOWS = {  # what a cell does, and what must be there of it
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()": "image/png",
    "plt.plot([3, 4]);": "image/png",
    "figure, axes = plt.subplots()\naxes.plot([1, 2])\nplt.close()\nfigure": "image/png",
    "plt.isinteractive(), plt.get_backend()": "matplotlib_inline",
    (
        "%config InlineBackend.figure_formats = ['svg']\n"
        "%config InlineBackend.print_figure_kwargs = {'metadata': {'Date': None}}\n"
        "plt.rcParams['svg.hashsalt'] = 'salt'\nplt.plot([1, 2]);"
    ): "data:image/svg",
    "from IPython.display import HTML, SVG, Latex, Markdown, Math, display": "[]",
    'SVG(\'<svg xmlns="http://www.w3.org/2000/svg"><circle r="5"/></svg>\')': "data:image/svg",
    "Markdown('**bold** $x^2$')": "text/markdown",
    r"Math(r'\frac{1}{2}')": "frac{1}{2}",
    r"Latex(r'$\alpha$')": "alpha",
    "HTML('<table><tr><td>cell</td></tr></table>')": "<td>cell</td>",
    "import ipywidgets\nipywidgets.IntSlider(value=3, description='size')": "description='size'",
    "for n in __import__('tqdm.auto').auto.tqdm(range(3), disable=False):\n    pass": "0/3",
    "import tqdm\ntqdm.auto.tqdm is tqdm.tqdm": "False",
    "import logging\nlogging.warning('careful')": "WARNING:root:careful",
    "import warnings\nfor n in range(2):\n    warnings.warn('old')": "UserWarning: old",
    "shown = display('first', display_id=True)\nshown.update('second')": "second",
    "from IPython.display import clear_output\nprint(1)\nclear_output()\nprint('last')": "last",
    "import os, sys\nprint(dict(os.environ), sys.path, sys.argv, os.listdir())": "/home/student",
    "print(type(get_ipython()).__name__, __name__)": "ZMQInteractiveShell __main__",
    "exit()": "SystemExit",
    "1 / 0": "ZeroDivisionError",
    "os.chdir('/tmp')\nimport lesson\nlesson.__file__": "/run/course/lesson/__init__.py",
}


def both(course: Course, submission: Submission, notebook: str) -> list[list[str]]:
    """Return each cell's outputs, of a kernel from a fork server and of one that started cold."""
    found = []
    folder = course.root / "autograded" / submission.student / submission.assignment
    for cold in (False, True):
        if cold:
            shutil.rmtree(course.root / "autograded")
            names = submission.assignment, "--student", submission.student
            nbgrader(course, "autograde", *names, "--force")
        else:
            graded_csv(course, [submission])
        cells = load_notebook(folder / notebook).cells
        found.append([CHANCE.sub("…", json.dumps(cell.get("outputs"))) for cell in cells])
    return found


@pytest.mark.slow
def test_pictures_and_rich_displays_are_the_same_and_are_there(small: Course) -> None:
    notebook = right_exam(small)
    notebook.cells += [new_code_cell(code) for code in SHOWS]
    folder = hand_in_exam(small, "shows", notebook)
    assert not imports_differ(folder)  # else both would start cold

    warm, cold = both(small, Submission("shows", "exam"), EXAM.name)

    assert warm == cold
    shown = warm[-len(SHOWS) :]
    expected = SHOWS.items()
    assert [
        code for (code, words), one in zip(expected, shown, strict=True) if words not in one
    ] == []


def test_numpy_s_own_random_state_is_not_that_of_the_next_student(small: Course) -> None:
    notebook = right_exam(small)
    notebook.cells.append(new_code_cell("import numpy as np\nprint(np.random.rand())"))
    for student in ("a", "b"):
        hand_in_exam(small, student, notebook)

    graded_csv(small, [Submission(student, "exam") for student in "ab"])

    drawn = {
        load_notebook(small.root / "autograded" / student / EXAM).cells[-1].outputs[0].text
        for student in "ab"
    }
    assert len(drawn) == 2


PARTS = (  # of packages, which are there only if something has imported them
    "import matplotlib\nmatplotlib.pyplot",
    "import urllib\nurllib.request",
    "import unittest\nunittest.mock",
    "import multiprocessing\nmultiprocessing.connection",
    "import importlib\nimportlib.resources",
    "import xml\nxml.dom.minidom",
    "import sys\nsorted(n for n in sys.modules if '.' in n and 'matplotlib_inline' not in n)",
)


@pytest.mark.slow
@pytest.mark.parametrize("framework", ["", "torch", "tensorflow"])
def test_a_part_that_was_not_imported_is_there_in_both_or_in_none(
    small: Course, framework: str
) -> None:
    notebook = right_exam(small)
    first = [f"import {framework}"] if framework else []
    notebook.cells += [new_code_cell(code) for code in (*first, *PARTS)]
    hand_in_exam(small, "parts", notebook)

    warm, cold = both(small, Submission("parts", "exam"), EXAM.name)

    assert warm == cold


@pytest.mark.slow
def test_a_variable_that_is_set_before_the_import_counts(small: Course) -> None:
    notebook = right_exam(small)
    code = (
        "import os\nos.environ['MPLBACKEND'] = 'agg'\nimport matplotlib\nmatplotlib.get_backend()"
    )
    notebook.cells.append(new_code_cell(code))
    hand_in_exam(small, "sets", notebook)

    warm, cold = both(small, Submission("sets", "exam"), EXAM.name)

    assert warm == cold
    assert "'agg'" in warm[-1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("assignment", "name"),
    [
        ("quiz-before", "QuizBefore"),
        ("generative-pytorch", "GenerativePyTorch"),
        ("generative-tensorflow", "GenerativeTF"),
        ("word-lab", "WordLevelLab"),
    ],
)
def test_a_reference_notebook_shows_the_same(
    course: Course, tmp_path: Path, assignment: str, name: str
) -> None:
    there = prepare(course, tmp_path / "course", [assignment])
    release(there)
    submit(course, there, assignment, {"ana": "reference"})

    warm, cold = both(there, Submission("ana", assignment), f"{name}.ipynb")

    assert warm == cold
