"""Vector pictures: which SVG may be shown as an image, such as the lesson's own plots."""

from __future__ import annotations

import re
from xml.parsers import expat

from autograder.text import words

SVG = "http://www.w3.org/2000/svg"
METADATA = (  # matplotlib says in these who drew
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://purl.org/dc/elements/1.1/",
)
ELEMENTS = words(
    """
    svg g defs metadata title desc style clipPath path rect circle ellipse line polyline polygon
    text tspan use image linearGradient radialGradient stop
    """
)
MAX_ELEMENTS = 20_000
_ELSEWHERE = re.compile(r"url\((?!['\"]?#)|@import|\\|javascript:", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")


class _RefusedError(Exception):
    """The drawing has a part that is not for showing."""


class _Reader:
    """What a parser calls for each part of a drawing.

    An image runs no script and loads nothing, as browsers have it; this refuses what would try.
    An element that holds a `use` cannot be used itself: ten levels of ten would fill a browser.
    """

    def __init__(self) -> None:
        self.count = 0
        self.open: list[tuple[str, str]] = []  # names and ids of the elements around
        self.styles = ""
        self.holders: set[str] = set()  # ids of elements with a `use` in them
        self.used: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Look at an element; names come as `namespace name`."""
        space, _, name = tag.rpartition(" ")
        self.count += 1
        known = space in METADATA or (space == SVG and name in ELEMENTS)
        if not known or self.count > MAX_ELEMENTS or (self.count == 1 and name != "svg"):
            raise _RefusedError(tag)
        self.open.append((name, attributes.get("id", "")))
        for key, value in attributes.items():
            self._attribute(name, key.rpartition(" ")[2].lower(), value)

    def _attribute(self, element: str, key: str, value: str) -> None:
        if key.startswith("on") or _ELSEWHERE.search(value):
            raise _RefusedError(key)
        if key == "href":
            if element == "image" and _PICTURE.fullmatch(value):
                return
            if element != "use" or not value.startswith("#"):
                raise _RefusedError(value)
            self.used.add(value[1:])
            self.holders.update(name for _element, name in self.open)

    def end(self, tag: str) -> None:
        """Leave an element."""
        self.open.pop()

    def text(self, data: str) -> None:
        """Collect style sheets; other text is only drawn."""
        if self.open[-1][0] == "style":
            self.styles += data

    def harmless(self) -> bool:
        """Return what is to be said of the whole, which has been read."""
        return not self.used & self.holders and not _ELSEWHERE.search(self.styles)

    def refuse(self, *_about: object) -> None:
        """Refuse an entity, or an instruction to whoever reads the drawing."""
        raise _RefusedError


def harmless_svg(data: bytes) -> bool:
    """Return whether an SVG is a plain drawing: no script, link, animation or outside resource."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.refuse
    parser.ProcessingInstructionHandler = reader.refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _RefusedError):
        return False
    return reader.harmless()
