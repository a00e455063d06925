"""What is kept of what a kernel sends: output is limited here, and nobody's cell ends by it."""

from __future__ import annotations

from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from autograder.i18n import _
from autograder.sandbox.client import DISPLAYS
from autograder.sanitize.html import PICTURES
from autograder.sanitize.outputs import sizes

SHOWN = (*DISPLAYS, "stream", "error", "status", "clear_output")
"""Messages that may become a cell's output. Widgets may not, nor updates of other cells."""


class Collector:
    """Takes the outputs of one notebook's cells, one cell after the other.

    A cell may keep half of what is left of the limit, so that something is left for every other.

    Args:
        limit: bytes of all outputs together.
    """

    def __init__(self, limit: int) -> None:
        self._left = limit
        self.begin()

    def begin(self) -> None:
        """Begin with the next cell."""
        self._share = self._room = self._left // 2
        self._dropped = False
        self.complete = False  # until the kernel says that it has sent all of the cell's output

    def takes(self, message: dict[str, Any]) -> bool:
        """Return whether a message is of use, which then has only what an output is made of."""
        if message["msg_type"] not in SHOWN:
            return False
        if message["msg_type"] == "status":
            self.complete |= message["content"]["execution_state"] == "idle"
            return True
        return self._has_room(message)

    def _has_room(self, message: dict[str, Any]) -> bool:
        """Count a message; return whether it is kept, a stream's text perhaps in part."""
        content, size, room = message["content"], message["bytes"], self._room
        if size > room:
            self._room, self._dropped = 0, True
            if message["msg_type"] != "stream" or not room:
                return False
            content["text"], size = content["text"][:room], room
        self._room = max(0, self._room - size)
        self._left -= size
        _reduce(content)
        return True

    def adds(self, message: dict[str, Any], cell: NotebookNode) -> bool:
        """Add text to the stream that it goes on with, if it does: pieces may be many and small."""
        last = cell.outputs[-1] if cell.outputs else {}
        content = message["content"]
        if message["msg_type"] != "stream" or last.get("name") != content["name"]:
            return False
        if isinstance(last["text"], str):
            last["text"] = [last["text"]]
        last["text"].append(content["text"])
        return True

    def end(self, cell: NotebookNode) -> None:
        """Finish a cell, and say what is missing."""
        for output in cell.outputs:
            if isinstance(output.get("text"), list):
                output["text"] = "".join(output["text"])
        if self._dropped:
            text = _("[more than {size:g} MB of output: the rest is not kept]")
            cell.outputs.append(_note(text.format(size=round(self._share / 1e6, 1))))
        elif not self.complete:
            cell.outputs.append(_note(_("[the rest of this output did not arrive]")))


def _reduce(content: dict[str, Any]) -> None:
    """Leave of a message what an output is made of, in the right types."""
    content["execution_count"] = None
    transient = content.pop("transient", None)
    name = transient.get("display_id") if isinstance(transient, dict) else None
    if isinstance(name, str):
        content["transient"] = {"display_id": name}
    given = content.get("metadata")
    content["metadata"] = {mime: size for mime in PICTURES if (size := sizes(given, mime))}
    data = content.get("data", {})
    content["data"] = {k: v for k, v in data.items() if isinstance(v, str)}


def _note(text: str) -> NotebookNode:
    note: NotebookNode = new_output("display_data", {"text/plain": text})
    return note
