"""Pages: what formgrader and the feedback show of a notebook is only shown, nothing of it acts.

nbgrader's two templates do not honour nbconvert's `sanitize_html`: they put a markdown cell's HTML
into the page as it is. But both pages come from nbconvert's HTMLExporter, whose preprocessors and
filters are settings; course_config.py names the ones below.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils

from autograder.feedback import render
from autograder.i18n import _
from autograder.sanitize.clean import CleanOutputs, attachments, begin_cleaning, cleaned
from autograder.sanitize.html import REPORT_CLASS, joined, preformatted, report_html
from autograder.sanitize.outputs import MAX_PLAIN, TOO_LONG, OutputLimits, clean_metadata
from autograder.sanitize.process import cleaner
from autograder.sanitize.tex import tame

NAMES = ("student", "first_name", "last_name", "notebook_path")
MATHJAX = "https://cdnjs.cloudflare.com/ajax/libs/mathjax/"  # where both templates load it from
STYLE = f"""
.rendered_html td, .rendered_html th {{ padding: 2px 8px; }}
.rendered_html img {{ max-width: 100%; }}
div.output_area pre {{ white-space: pre-wrap; word-break: normal; overflow-wrap: break-word; }}
table.{REPORT_CLASS} {{
  margin: 0.5em 0;
  border: 1px solid #337ab7;
  border-left-width: 6px;
  border-collapse: separate;
  border-spacing: 8px 2px;
  background: #f5f9fd;
}}
"""
"""Room in tables, and a frame around reports. No HTML of a student's has a report's class, so
nothing else has the frame."""


@cache
def policy() -> str:
    """Return the pages' Content-Security-Policy, the wall behind the cleaning.

    From where it stands, behind formgrader's own scripts, it lets run: MathJax, which needs
    `unsafe-eval`; and, by their hashes, the inline script and handlers of nbgrader's template.
    """
    macros = files("nbgrader").joinpath(
        "server_extensions", "formgrader", "templates", "formgrade", "formgrade_macros.html.j2"
    )
    template = macros.read_text(encoding="utf-8")
    scripts = re.findall("<script[^>]*>(.*?)</script>", template, re.DOTALL)
    handlers = re.findall('onclick="([^"]*)"', template)
    hashes = " ".join(_hash(code) for code in (*scripts, *handlers) if code and "{{" not in code)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {MATHJAX} 'unsafe-eval' 'unsafe-hashes' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            f"font-src 'self' data: {MATHJAX}",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


class SafePage(CleanOutputs):
    """Prepare a notebook for a page. nbconvert calls it before formgrader and feedback render.

    It cleans the outputs again, as an autograded notebook may be older than CleanOutputs. A report
    stands last in a locked grade cell and keeps its form; MathJax leaves it and all other HTML of
    outputs alone.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change one notebook in place, and what formgrader says about its author."""
        header = CSSHTMLHeaderPreprocessor(  # type: ignore[no-untyped-call]
            parent=self,
            enabled=True,
            style="default",  # its own default takes the colours from JupyterLab's page
        )
        nb, resources = header(nb, resources)
        # Style sheets are the only thing for which both templates leave a slot in <head>.
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
        resources["inlining"]["css"].append(f"{STYLE}</style>{meta}<style>")
        for name in NAMES:
            if resources.get(name):
                resources[name] = tame(html.escape(resources[name]))
        clean_metadata(nb)
        begin_cleaning(self.config)
        limits = OutputLimits(self.max_outputs, self.max_text, self.max_size)
        for cell in nb.cells:
            if "attachments" in cell:
                cell.attachments = attachments(cell)
            if cell.cell_type == "raw":
                cell.source = preformatted(cell.source)
            elif cell.cell_type == "code":
                cell.outputs = _outputs(cell, limits)
        return nb, resources


def _outputs(cell: NotebookNode, limits: OutputLimits) -> list[NotebookNode]:
    """Return a code cell's outputs as the page shows them."""
    report = _report(cell)
    theirs = cell.outputs if report is None else cell.outputs[:-1]
    outputs = cleaned(theirs, limits, html=report is None)
    if report is not None:
        outputs.append(report)
    for output in outputs:
        data = output.get("data", {})
        if "text/latex" in data and "text/html" not in data:
            data["text/html"] = _rendered(data["text/latex"], render.formula_alone)
        if "text/html" in output.get("data", {}):
            output.data["text/html"] = _without_maths(output.data["text/html"])
    return outputs


def _report(cell: NotebookNode) -> Any:
    """Return the report that the grader added to a grade cell, made harmless, if there is one."""
    if not (cell.outputs and utils.is_grade(cell) and utils.is_locked(cell)):
        return None
    last = cell.outputs[-1] if isinstance(cell.outputs[-1], dict) else {}
    data = last.get("data")
    shown = joined(data.get("text/html")) if isinstance(data, dict) else None
    if last.get("output_type") != "display_data" or shown is None:
        return None
    return new_output("display_data", {"text/html": _rendered(shown, report_html)})


def _without_maths(shown: str) -> str:
    return f'<div class="tex2jax_ignore">{shown}</div>'


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """Render a written answer, harmless (the templates call this filter for each)."""
    pasted = context.get("cell", {}).get("attachments", {})
    return _rendered(source, render.markdown, pasted)


def highlight_code(source: str, language: str = "", metadata: dict[str, Any] | None = None) -> str:
    """Colour a code cell as Python, whatever language its notebook claims to be (a filter)."""
    return _rendered(source, render.code)


def ansi2html(text: str) -> str:
    """Colour what a terminal would (a filter)."""
    return _rendered(text, render.ansi)


def _rendered(text: str, function: Callable[..., str], *more: Any) -> str:
    """Return what a function makes of a text, or its beginning as it is if that takes too long."""
    found: str | None = cleaner()(function, text, *more)
    return preformatted(f"{text[:MAX_PLAIN]}\n{_(TOO_LONG)}") if found is None else found
