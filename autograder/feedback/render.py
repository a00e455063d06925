"""What becomes of a student's text on a page: Markdown, code and a terminal's colours.

The process that cleans calls these (see `autograder.sanitize.process`).
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

from nbconvert.filters import Highlight2HTML, ansi2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.sanitize.html import image_source, preformatted, students_html
from autograder.sanitize.mathml import alone, formula

MAX_SOURCE = 20_000  # characters of markdown; parsing time grows with the square of some texts


class _Answer(IPythonRenderer):
    """Markdown without live links: an address is text, to be read before it is opened.

    A click in formgrader would carry the instructor's session to any address on its own server,
    and some of those do something.
    """

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link's text and its address (mistune calls this)."""
        address = html.escape(url)
        return text if text == address else f"{text} ({address})"

    def inline_math(self, body: str) -> str:
        """Return a formula in a line (mistune calls this)."""
        return formula(body, block=False)

    def block_math(self, body: str) -> str:
        """Return a formula on lines of its own (mistune calls this)."""
        return formula(body, block=True)

    def latex_environment(self, name: str, body: str) -> str:
        """Return a formula of several lines (mistune calls this)."""
        return formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return a picture that was pasted or lies beside the notebook (mistune calls this)."""
        name = url.removeprefix("attachment:")
        bundle = self.attachments.get(name, {}) if name != url else {}
        data = next((f"data:{mime};base64,{bundle[mime]}" for mime in bundle), url)
        if image_source(data) is None:
            return self.link(text, url)
        return f'<img src="{html.escape(data)}" alt="{html.escape(text)}">'


_PYTHON: Callable[[str], str] = Highlight2HTML(  # type: ignore[no-untyped-call]
    pygments_lexer="ipython3"
)


def markdown(source: str, attachments: dict[str, Any]) -> str:
    """Render a written answer, harmless."""
    if len(source) > MAX_SOURCE:
        return preformatted(source)
    renderer = _Answer(escape=False, attachments=attachments, exclude_anchor_links=True)
    rendered = MarkdownWithMath(renderer=renderer).render(source)
    cleaned = students_html(rendered, formulas=True)
    return preformatted(source) if cleaned is None else cleaned


def formula_alone(text: str) -> str:
    """Render an output that is a formula, harmless."""
    return students_html(alone(text), formulas=True) or preformatted(text)


def code(source: str) -> str:
    """Colour code as Python."""
    return str(_PYTHON(source))


def ansi(text: str) -> str:
    """Colour what a terminal would."""
    return str(ansi2html(text))  # type: ignore[no-untyped-call]
