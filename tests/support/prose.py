"""Finding English sentences in a notebook that students get."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from nbformat.notebooknode import NotebookNode

from autograder.text import words

STOPWORDS = words(
    """
    the of and is are was were in that this these those with which what when where how it its
    for from by not but be been has have had if then than so at on an each every other
    there their they them you your we our will would should can could must may into only
    """
)
"""English words that say little and that Portuguese does not have."""
EXCEPTED = (
    "'Well,' said Tom -- it was ten o'clock (or later) -- \"let's go!\"",  # text to part
    "“No?!” — he said…\n— Yes.",
)
"""Quoted corpus: data of tests, the same in every language."""
_SPAN = re.compile(
    r"`[^`]*`|\$[^$]*\$|<[^>]*>|\]\([^)]*\)|(?<!\*)\*[^*\n]{1,200}\*(?!\*)|\{[^{}]*\}"
)


def sentences(notebook: NotebookNode) -> Iterator[str]:
    """Yield every piece of text of a notebook that a student may take for prose."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield from _in_code(cell.source)
        else:
            yield from re.sub(r"^```.*?^```", "", cell.source, flags=re.DOTALL | re.M).split("\n")


def is_english(text: str) -> bool:
    """Return whether a text has two different English stopwords outside code and quotations."""
    if text in EXCEPTED:
        return False
    used = re.findall(r"[A-Za-zÀ-ÿ]+", _SPAN.sub(" ", text).lower())
    return len(STOPWORDS & set(used)) >= 2


def _in_code(source: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            paragraphs = [node.value] if node.value in EXCEPTED else node.value.split("\n\n")
            yield from (text for text in paragraphs if ">>>" not in text)
