"""The stage: the variables and the files that a student's kernel gets."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from autograder.course import Course
from autograder.files import digest
from autograder.sandbox.bubblewrap import LESSON

GRADING = {
    "LESSON_GRADING": "1",  # quick budgets, embedded corpora
    "PYTHONHASHSEED": "0",  # the same order of sets every time
    "OMP_NUM_THREADS": "1",  # one thread, here and in TensorFlow: the same sums every time
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TF_CPP_MIN_LOG_LEVEL": "3",  # what TensorFlow says of graphics cards helps nobody here
    "CUDA_VISIBLE_DEVICES": "-1",
    "TQDM_DISABLE": "1",  # no progress bars
}
"""The grader's environment while grading."""

NBGRADER_FILES = ("timestamp.txt", "submission_secret.txt")
"""What nbgrader itself puts into a submission's folder."""


def kernel_environment(course: Course) -> dict[str, str]:
    """Return the variables of a student's kernel."""
    return {**GRADING, "NBGRADER_EXECUTION": "autograde", "LESSON_LANGUAGE": course.language}


def is_brought(path: str) -> bool:
    """Whether a kernel gets this file: no notebook, no lesson/, nothing of nbgrader's.

    Args:
        path: in the submission's folder, with slashes.
    """
    parts = PurePosixPath(path).parts
    return not (path.endswith(".ipynb") or parts[0] == "lesson" or path in NBGRADER_FILES)


def hashes(folder: Path) -> dict[str, str]:
    """Return the digest of each file that a kernel gets, by its path in the folder."""
    return {path: digest((folder / path).read_bytes()) for path in _brought(folder)}


def bring(folder: Path, target: Path) -> None:
    """Copy those files to a new folder, which `write_settings` lets the kernel read."""
    target.mkdir()
    for path in _brought(folder):
        copy = target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / path, copy)


def trust_lesson(folder: Path) -> None:
    """Put the course's own copy of lesson/ over whatever was submitted as such."""
    target = folder / "lesson"
    if target.is_symlink() or target.is_file():
        target.unlink()
    elif target.exists():
        shutil.rmtree(target)
    shutil.copytree(LESSON, target, ignore=shutil.ignore_patterns("__pycache__"))


def _brought(folder: Path) -> list[str]:
    paths = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")))
    return [path for path in paths if is_brought(path) and (folder / path).is_file()]
