"""Generating: a notebook goes out in the course's language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from traitlets import Bool

from autograder.course import load_course
from autograder.i18n import _
from autograder.notebook import check_markers
from autograder.release.answers import ClearAnswers
from autograder.translation.translator import Translator


class Translate(Preprocessor):
    """Put a source notebook into the course's language.

    nbgrader's generate_assignment calls it before cells are locked, checksummed and saved: so
    the release, the gradebook and what the gradebook restores in a submission agree. A sentence
    without a translation goes out in English, with a warning in nbgrader's log.
    """

    enabled = Bool(True, help="Whether to use it; nbconvert's own are off by default.").tag(
        config=True
    )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Translate one notebook in place (nbgrader calls this)."""
        check_markers(nb, resources["unique_key"])
        translator = Translator(load_course(Path(resources["metadata"]["path"]), self.config))
        translator.notebook(nb)
        for message in translator.missing:
            self.log.warning("%s: not translated: %s", resources["unique_key"], message)
        return nb, resources


class LocalStubs(ClearAnswers):
    """Put stubs where solutions were, in the course's language; None in that of an answer.

    nbgrader calls it instead of its ClearSolutions, whose settings it has.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Clear one notebook (nbgrader calls this)."""
        load_course(Path(resources["metadata"]["path"]), self.config)  # its language
        stubs: dict[str, str] = self.code_stub  # type: ignore[has-type]
        text: str = self.text_stub  # type: ignore[has-type]
        code, answer = _("YOUR CODE HERE"), _("YOUR ANSWER HERE")
        self.code_stub = {k: stub.replace("YOUR CODE HERE", code) for k, stub in stubs.items()}
        self.text_stub = text.replace("YOUR ANSWER HERE", answer)
        nb, resources = super().preprocess(nb, resources)
        return nb, resources
