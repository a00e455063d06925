"""Generating with nbgrader's own command or formgrader's button: whole, or not at all."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException

from autograder.course import load_course
from autograder.errors import AutograderError
from autograder.release.build import build, deliver, staged


class WholeRelease(NotebookExporter):
    """Let nbgrader begin only when all that belongs to a release has been made beside it.

    nbgrader's `generate_assignment` makes this exporter before it deletes anything. What it then
    writes itself is replaced by `complete_release`.
    """

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)  # type: ignore[no-untyped-call]
        if isinstance(self.parent, GenerateAssignment):
            try:
                _build(self.parent)
            except AutograderError as error:
                self.parent.log.error("%s", error)
                raise NbGraderException(str(error)) from error


def _build(converter: GenerateAssignment) -> None:
    """Make what the converter is about to make, unless it will leave alone what is there."""
    root = Path(converter.coursedir.root).resolve()
    config = deepcopy(converter.config)
    config.CourseDirectory.root = str(root)
    course = load_course(root, config)
    names = sorted(Path(folder).resolve().name for folder in converter.assignments)
    there = all((root / "release" / name).exists() for name in names)
    dated = any((root / "source" / name / "timestamp.txt").exists() for name in names)
    if converter.force or dated or not there:
        build(course, names)


def complete_release(**_given: Any) -> None:
    """Put what was made beside in place of what nbgrader made (nbgrader calls this at its end)."""
    course = load_course(Path.cwd())
    deliver(course, staged(course))
