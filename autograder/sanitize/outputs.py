"""What an autograded notebook keeps of its outputs: what a reader needs."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from autograder.i18n import N_, _
from autograder.sanitize.html import PICTURES, joined, picture, plain_text, students_html
from autograder.sanitize.svg import harmless_svg
from autograder.sanitize.tex import tame

RICH = ("text/html", "image/svg+xml", "text/markdown", "text/latex")
MAX_RICH = 20_000  # characters of Markdown or of formulas; a browser works on them for long
ENDS = 2  # the error in which a cell was interrupted, and why it was
MAX_PLAIN = 2000  # characters of what is too much to clean
TOO_LONG = N_(
    "[Preparing this for display took too long: only the beginning of its text is shown.]"
)
CELL_METADATA = ("nbgrader", "editable", "deletable")
LANGUAGE_KEYS = ("name", "version", "mimetype", "file_extension", "pygments_lexer")
KERNEL_KEYS = ("name", "display_name", "language")
_WORD = re.compile(r"[\w.+/ -]{1,60}", re.ASCII)
_TYPE = re.compile(r"[\w.+/-]{1,60}", re.ASCII)


@dataclass(frozen=True)
class OutputLimits:
    """How much of a cell's outputs stays.

    Attributes:
        outputs: the most outputs.
        text: the most characters of one text.
        size: the most characters of all of them together, pictures in base64 included.
    """

    outputs: int
    text: int
    size: int


def clean_metadata(nb: NotebookNode) -> None:
    """Take all metadata off a notebook and its cells that neither nbgrader nor a kernel needs.

    Titles, widgets and tags, hidden sources, and the raw cells' own types go in this way.
    """
    kernel, language = nb.metadata.get("kernelspec"), nb.metadata.get("language_info")
    nb.metadata = NotebookNode()
    if isinstance(kernel, dict):
        nb.metadata.kernelspec = _words(kernel, KERNEL_KEYS, _WORD)
        for key in ("name", "display_name"):
            nb.metadata.kernelspec.setdefault(key, "python3")
    if isinstance(language, dict):
        nb.metadata.language_info = _words(language, LANGUAGE_KEYS, _TYPE)
        nb.metadata.language_info.setdefault("name", "python")
    for cell in nb.cells:
        kept = {key: cell.metadata[key] for key in CELL_METADATA if key in cell.metadata}
        if not isinstance(kept.get("nbgrader", {}), dict):
            del kept["nbgrader"]
        cell.metadata = NotebookNode(kept)
        if cell.cell_type == "code":
            cell.execution_count = _count(cell.get("execution_count"))


def _words(given: Mapping[str, Any], keys: tuple[str, ...], shape: re.Pattern[str]) -> NotebookNode:
    """Return those of some keys whose values are words of a shape."""
    return NotebookNode(
        {
            key: given[key]
            for key in keys
            if isinstance(given.get(key), str) and shape.fullmatch(given[key])
        }
    )


def clean_attachments(given: Any) -> NotebookNode:
    """Return a written answer's pasted pictures, without files of other types."""
    kept = NotebookNode()
    for name, bundle in given.items() if isinstance(given, dict) else ():
        pictures = _pictures(bundle)
        if isinstance(name, str) and pictures:
            kept[name] = NotebookNode(pictures)
    return kept


def _pictures(bundle: Any) -> dict[str, str]:
    """Return the pictures of a MIME bundle, by type."""
    if not isinstance(bundle, dict):
        return {}
    found = {mime: picture(mime, bundle.get(mime)) for mime in PICTURES}
    return {mime: data for mime, data in found.items() if data is not None}


def clean_outputs(
    outputs: list[Any], limits: OutputLimits, *, html: bool = True
) -> list[NotebookNode]:
    """Return a cell's outputs, each reduced to what can only be shown.

    Of those that are too many, the last errors stay: they say how the cell ended.

    Args:
        outputs: whatever a notebook file holds there.
        limits: how much may stay.
        html: whether HTML may stay.
    """
    kept: list[NotebookNode] = []
    left = limits.size
    pieces = _in_one_piece(outputs)
    for output in pieces:
        cleaned = _output(output, limits, html) if isinstance(output, dict) else None
        if cleaned is None:
            continue
        left -= _size(cleaned)
        if left < 0 or len(kept) == limits.outputs:
            errors = [one for one in (output, *pieces) if _is_error(one)][-ENDS:]
            ends = [_output(one, limits, html) for one in errors]
            note = _note(_("[more outputs than are shown here]"))
            return [*kept, note, *(one for one in ends if one is not None)]
        kept.append(cleaned)
    return kept


def _is_error(output: Any) -> bool:
    return isinstance(output, dict) and output.get("output_type") == "error"


def clean_apart(outputs: list[Any], limits: list[int], html: bool) -> list[NotebookNode]:
    """Do the same in another process, to which only plain data comes (see `process.Cleaner`)."""
    return clean_outputs(outputs, OutputLimits(*limits), html=html)


def plain_outputs(outputs: list[Any]) -> list[NotebookNode]:
    """Return the beginning of the text of outputs that were too much to clean, and say so."""
    texts = (text for output in outputs if isinstance(output, dict) for text in _texts(output))
    shown = plain_text("\n".join(islice(texts, MAX_PLAIN))[:MAX_PLAIN], MAX_PLAIN)
    return [_note(f"{shown}\n{_(TOO_LONG)}".lstrip())]


def _texts(output: Mapping[str, Any]) -> Iterator[str]:
    """Yield what an output says, beginnings of it, uncleaned."""
    data = output.get("data")
    bundle = data if isinstance(data, dict) else {}
    for value in (output.get("text"), bundle.get("text/plain"), output.get("evalue")):
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                yield text[:MAX_PLAIN]


def _in_one_piece(outputs: list[Any]) -> Iterator[Any]:
    """Put together what a cell wrote to one stream, which arrives in pieces by chance."""
    for stream, pieces in groupby(outputs, _stream):
        if stream:
            first, *more = pieces
            texts = [joined(one.get("text")) or "" for one in (first, *more)]
            yield {**first, "text": texts}
        else:
            yield from pieces


def _stream(output: Any) -> str:
    """Return which stream an output was written to; empty if to none."""
    written = isinstance(output, dict) and output.get("output_type") == "stream"
    return f"to {output.get('name')}" if written else ""


def _output(output: Mapping[str, Any], limits: OutputLimits, html: bool) -> NotebookNode | None:
    """Return one output, or None if it is of no known kind."""
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return _new("stream", name=name, text=plain_text(output.get("text"), limits.text))
    if kind == "error":
        return _error(output, limits)
    if kind == "display_data":
        return _display(kind, output, limits, html)
    if kind == "execute_result":
        count = _count(output.get("execution_count"))
        return _display(kind, output, limits, html, execution_count=count)
    return None


def _error(output: Mapping[str, Any], limits: OutputLimits) -> NotebookNode:
    """Return an error with as much of its traceback, from the end, as the limit allows."""
    lines: list[str] = []
    left = limits.text
    for line in reversed(_list(output.get("traceback"))):
        lines.insert(0, plain_text(line, left))
        left -= len(lines[0]) + 1
        if left <= 0:
            break
    ename, evalue = (plain_text(output.get(key), 1000) for key in ("ename", "evalue"))
    return _new("error", ename=ename, evalue=evalue, traceback=lines)


def _display(
    kind: str, output: Mapping[str, Any], limits: OutputLimits, html: bool, **more: Any
) -> NotebookNode:
    """Return a display's data in the types that can only be shown, or a note which there were."""
    given = output.get("data")
    bundle = given if isinstance(given, dict) else {}
    data: dict[str, str] = _pictures(bundle)
    if joined(bundle.get("text/plain")) is not None:
        data["text/plain"] = plain_text(bundle["text/plain"], limits.text)
    if html:
        data |= _rich(bundle)
    if not data:
        types = ", ".join(str(mime) for mime in bundle if _TYPE.fullmatch(str(mime)))
        data["text/plain"] = _("[an output that is not shown here: {types}]").format(types=types)
    metadata = {mime: sizes(output.get("metadata"), mime) for mime in data}
    return _new(kind, data, metadata={m: size for m, size in metadata.items() if size}, **more)


def _rich(bundle: Mapping[str, Any]) -> dict[str, str]:
    """Return what a page lays out, by type: HTML, an SVG as HTML, Markdown and formulas.

    The page's own filter for Markdown makes that harmless, as it does with written answers.
    """
    given = {mime: joined(bundle.get(mime)) for mime in RICH}
    drawing = given["image/svg+xml"]
    data = {"text/html": students_html(given["text/html"])}
    if not data["text/html"] and drawing and harmless_svg(drawing.encode()):
        source = base64.b64encode(drawing.encode()).decode("ascii")
        data["text/html"] = f'<img src="data:image/svg+xml;base64,{source}">'
    if (markdown := given["text/markdown"]) and len(markdown) <= MAX_RICH:
        data["text/markdown"] = markdown
    if (formula := given["text/latex"]) and len(formula) <= MAX_RICH:
        data["text/latex"] = tame(formula)
    return {mime: text for mime, text in data.items() if text}


def sizes(metadata: Any, mime: str) -> dict[str, int]:
    """Return the width and height at which a picture is to be shown, if they are numbers."""
    given = metadata.get(mime) if isinstance(metadata, dict) else None
    if mime not in PICTURES or not isinstance(given, dict):
        return {}
    return {
        key: given[key]
        for key in ("width", "height")
        if type(given.get(key)) is int and 0 < given[key] <= 4000
    }


def _size(output: NotebookNode) -> int:
    """Return how many characters an output has."""
    if output.output_type == "stream":
        return len(output.text)
    if output.output_type == "error":
        return sum(map(len, output.traceback))
    return sum(map(len, output.data.values()))


def _new(kind: str, data: Mapping[str, Any] | None = None, **more: Any) -> NotebookNode:
    """Return a valid output."""
    made: NotebookNode = new_output(kind, data, **more)
    return made


def _note(text: str) -> NotebookNode:
    return _new("display_data", {"text/plain": text})


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _count(value: Any) -> int | None:
    """Return an execution count if it is one; True is an int as well, for Python."""
    return value if type(value) is int and 0 <= value < 1_000_000 else None
