"""A class of twelve, made from the bank, in a course folder of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import nbformat

from autograder.bank.entries import fill, read
from autograder.course import Course, copy_course
from autograder.errors import CourseError
from autograder.files import is_free, remove
from autograder.i18n import _
from autograder.notebook import load_notebook

PUBLIC_KEY = "a public key, since nothing depends on the secrets of a demonstration\n"

CLASS = {
    "generative-pytorch": {
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
    },
    "generative-tensorflow": {
        "ana": "reference",
        "beatriz": "right/gru",
        "caio": "right/sampler_stateless_categorical",
        "davi": "wrong/temperature_ignored",
        "elis": "wrong/dataset_padding_is_one_hot",
        "felipe": "wrong/generate_doubles_first_token",
        "gabriela": "wrong/dataset_targets_not_shifted",
        "heitor": "wrong/model_without_masking",
        "iara": "wrong/sampler_seeds_itself",
        "joao": "wrong/generate_reads_everything_again",
        "karina": "hostile/markers_in_student_cell",
        "lucas": "untouched",
    },
    "word-lab": {
        "ana": "reference",
        "beatriz": "right/pytorch_two_layers_tied",
        "caio": "right/tensorflow_gru_fit",
        "davi": "wrong/temperature_ignored",
        "elis": "wrong/tokenize_splits_hyphens",
        "felipe": "wrong/vocabulary_size_without_unk",
        "gabriela": "wrong/split_trains_on_everything",
        "heitor": "wrong/model_tiny_vocabulary",
        "iara": "wrong/sampler_seeds_itself",
        "joao": "wrong/generate_writes_prompt_by_numbers",
        "karina": "hostile/markers_in_student_cell",
        "lucas": "untouched",
    },
    "quiz-before": {
        "ana": "reference",
        "davi": "wrong/shapes_mixed_up",
        "karina": "hostile/markers_in_student_cell",
        "lucas": "untouched",
    },
    "quiz-after": {
        "ana": "reference",
        "davi": "wrong/temperature_multiplied",
        "karina": "hostile/markers_in_student_cell",
        "lucas": "untouched",
    },
}
"""Who hands in what: an entry of the bank, the reference solution, or the release as it is."""
LECTURE = "generative-networks"  # nobody hands it in
SIZE = sum(len(members) for members in CLASS.values())
SECONDS = 16
"""What a submission takes of one core, from release to feedback: the mean of this class, whose 44
took six minutes on two cores of a server."""


def minutes(abreast: int) -> int:
    """Return about how long the demonstration takes, if so many submissions run at a time."""
    return max(1, round(SIZE * SECONDS / abreast / 60))


def prepare(course: Course, target: Path, names: Iterable[str] = (*CLASS, LECTURE)) -> Course:
    """Make a course folder with some of this course's assignments, and return it.

    Args:
        course: the course to copy.
        target: the new folder; an earlier demonstration that is there is replaced.
        names: the assignments.

    Raises:
        CourseError: something else is there, or the course itself.
    """
    if not _may_go(target) or course.root.is_relative_to(target.resolve()):
        text = _("{folder} already exists and is not a demonstration: name a new folder")
        raise CourseError(text.format(folder=target))
    remove(target)
    demo = copy_course(course, target, names)
    for name in (demo.secret_file, demo.receipt_key_file):
        (target / name).write_text(PUBLIC_KEY)
    return demo


def _may_go(folder: Path) -> bool:
    """Return whether nothing is lost if a folder goes: no course has the key of demonstrations."""
    if is_free(folder):
        return True
    key = folder / Course.secret_file.default_value
    return key.is_file() and key.read_bytes() == PUBLIC_KEY.encode()


def submit(course: Course, demo: Course, assignment: str, members: dict[str, str]) -> None:
    """Let everyone of a class hand in one assignment.

    Args:
        course: the course whose bank is used.
        demo: the course folder, released.
        assignment: its name.
        members: by student, a name of the bank, "reference" or "untouched".
    """
    (path,) = (demo.root / "source" / assignment).glob("*.ipynb")
    source = load_notebook(path)
    released = load_notebook(demo.root / "release" / assignment / path.name)
    bank = course.root / "tests" / "submissions" / assignment
    for student, name in members.items():
        if name == "untouched":
            notebook = released
        else:
            entry = None if name == "reference" else read(bank / f"{name}.py")
            notebook = fill(source, released, entry)
        target = demo.root / "submitted" / student / assignment / path.name
        target.parent.mkdir(parents=True)
        nbformat.write(notebook, target)
