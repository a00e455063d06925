"""A course's notebooks in the course's language."""

from __future__ import annotations

from nbformat.notebooknode import NotebookNode

from autograder.course import Course
from autograder.i18n import _
from autograder.translation.code import skeleton
from autograder.translation.notebook import MARKED, translate_cell, written_in
from lesson.i18n import ENGLISH, Messages


class Translator:
    """Put cells into the course's language; what has no translation stays in English.

    Args:
        course: its language, and its catalogues in locale/.

    Attributes:
        missing: the messages that had no translation, or none that fits, in the order met.
    """

    def __init__(self, course: Course) -> None:
        self._known = Messages(course.root / "locale", "notebooks").all(course.language)
        self._language = course.language
        self.missing: list[str] = []

    def __call__(self, message: str) -> str:
        """Return one message in the course's language."""
        if self._language != ENGLISH and message not in self._known:
            self.missing.append(message)
        return self._known.get(message, message)

    def notebook(self, notebook: NotebookNode) -> None:
        """Put a source notebook into the course's language, in place.

        One that is not written in English has no translations: it stays as it is.
        """
        written = written_in(notebook)
        if written == ENGLISH:
            for cell in notebook.cells:
                cell.source = self.cell(cell)
                cell.metadata.pop(MARKED, None)
        elif written != self._language:
            self.missing.append(
                _("the whole notebook, which is written in {language}").format(language=written)
            )

    def cell(self, cell: NotebookNode) -> str:
        """Return a cell's source in the course's language.

        A translation that would make another program of it, or a cell that is not Python, counts as
        missing: the cell stays as it is.
        """
        source: str = cell.source
        try:
            text = translate_cell(cell, self)
            if cell.cell_type == "markdown" or skeleton(text) == skeleton(source):
                return text
        except SyntaxError:
            pass
        self.missing.append(source.split("\n")[0])
        return source
