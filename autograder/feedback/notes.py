"""What a student reads beside points: the box on top of a page, and pages of what has no grade."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_raw_cell
from traitlets import Bool

from autograder.course import load_course
from autograder.grade.notes import Notes, read_notes
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.lateness import late_note
from autograder.gradebook.outcome import dropped_note
from autograder.gradebook.points import dropped_cells
from autograder.i18n import _

BOX = (
    "border:1px solid #d9a441;border-left-width:6px;background:#fdf8ec;padding:0.6em 1em;"
    "margin:0.5em 0;font-family:sans-serif"
)
CLASSES = "alert alert-warning tex2jax_ignore"  # Bootstrap's, which nbgrader's pages have
PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
</head>
<body style="font-family:sans-serif;max-width:45em;margin:2em auto;padding:0 1em">
<h1>{title}</h1>
{body}
</body>
</html>
"""


def write_pages(folder: Path, notes: Notes) -> None:
    """Write a page for each notebook that was not graded into a folder of feedback/."""
    folder.mkdir(parents=True, exist_ok=True)
    for notebook, problem in notes.problems.items():
        page = not_graded_page(notebook, problem, notes.notes)
        (folder / f"{notebook or 'not-graded'}.html").write_text(page, encoding="utf-8")


def not_graded_page(notebook: str, problem: str, notes: Iterable[str] = ()) -> str:
    """Return a feedback page for what could not be graded: what happened, and what to do."""
    title = _("{notebook}: not graded").format(notebook=notebook) if notebook else _("Not graded")
    lines = [
        _("Your submission could not be graded. It has no points yet; that is not zero points."),
        problem,
        _("When this is settled, hand in again, or ask your instructor to grade once more."),
    ]
    body = f'<p>{html.escape(lines[0])}</p>\n<p style="{BOX}">{html.escape(lines[1])}</p>\n'
    body += f"<p>{html.escape(lines[2])}</p>\n{_listed(notes)}"
    return PAGE.format(title=html.escape(title), body=body)


def _listed(notes: Iterable[str]) -> str:
    items = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
    if not items:
        return ""
    title = html.escape(_("About your submission:"))
    return f'<div class="{CLASSES}" style="{BOX}">{title}<ul>{items}</ul></div>'


class ShowNotes(Preprocessor):
    """Put what was repaired in a submission, or left out of it, on top of its feedback page.

    nbgrader calls it last, when other steps have made what the student wrote harmless: this cell
    is HTML of our own, and what it quotes is escaped.
    """

    enabled = Bool(True, help="Whether to use it; nbconvert's own are off by default.").tag(
        config=True
    )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change one notebook in place (nbgrader calls this)."""
        where = resources["nbgrader"]
        folder = Path(resources["metadata"]["path"])
        autograded = folder.parent.parent
        course = load_course(folder, self.config)
        kept = read_notes(autograded, where["student"], where["assignment"])
        with open_gradebook(where["db_url"]) as gradebook:
            names = (where["notebook"], where["assignment"], where["student"])
            notebook = gradebook.find_submission_notebook(*names)
            late = late_note(notebook)
            dropped = dropped_cells(course.config, where["assignment"])
            told = [
                dropped_note(grade.name, grade.max_score, dropped[grade.name])
                for grade in notebook.grades
                if grade.name in dropped
            ]
        notes = [*(kept.notes if kept else ()), *([late] if late else ()), *told]
        if notes:
            nb.cells.insert(0, new_raw_cell(_listed(notes)))
        return nb, resources
