"""A class of twelve, made from the bank, in a course folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat

from autograder.bank import fill, load_notebook, read
from autograder.course import Course, load_course

PUBLIC_KEY = "a public key, since nothing depends on the secrets of a demonstration\n"
COPIED = ("course_config.py", "nbgrader_config.py")

CLASS = {
    "ana": "reference",
    "beatriz": "right/gru",
    "caio": "right/sampler_gumbel",
    "davi": "wrong/temperature_ignored",
    "elis": "wrong/temperature_multiplied",
    "felipe": "wrong/generate_drops_state",
    "gabriela": "wrong/targets_not_shifted",
    "heitor": "wrong/model_time_first",
    "iara": "wrong/sampler_seeds_itself",
    "joao": "wrong/generate_leaves_prompt_out",
    "karina": "hostile/markers_in_student_cell",
    "lucas": "untouched",
}
"""Who hands in what: an entry of the bank, the reference solution, or the release as it is."""


def prepare(course: Course, target: Path) -> Course:
    """Make an empty course folder with this course's source, and return it.

    Args:
        course: the course to copy.
        target: the new folder; one that is there already is replaced.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in COPIED:
        shutil.copyfile(course.root / name, target / name)
    for name in ("source", "requirements"):
        shutil.copytree(course.root / name, target / name)
    demo = load_course(target)
    (target / demo.secret_file).write_text(PUBLIC_KEY)
    return demo


def submit(course: Course, demo: Course, members: dict[str, str]) -> None:
    """Let everyone of the class hand in the PyTorch assignment.

    Args:
        course: the course whose bank is used.
        demo: the course folder, released.
        members: by student, a name of the bank, "reference" or "untouched".
    """
    place = Path("generative-pytorch") / "GenerativePyTorch.ipynb"
    source = load_notebook(demo.root / "source" / place)
    released = load_notebook(demo.root / "release" / place)
    bank = course.root / "tests" / "submissions" / "generative-pytorch"
    for student, name in members.items():
        if name == "untouched":
            notebook = released
        else:
            entry = None if name == "reference" else read(bank / f"{name}.py")
            notebook = fill(source, released, entry)
        path = demo.root / "submitted" / student / place
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
