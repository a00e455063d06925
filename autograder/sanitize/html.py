"""What may stay of text, pictures and HTML that come from a submission.

Everything here takes whatever a student's kernel or file can hold, of any type, and returns
something that a browser only shows: it runs nothing, loads nothing, and carries no class, id,
style or link, with which it could pass for a part of the page.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import struct
from typing import Any

# nh3 is ammonia, which cleans the tree that a browser's own parsing rules make of the text.
# bleach, which nbconvert brings, does the same with html5lib but was given up by its authors.
import nh3
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]

from autograder.sanitize import mathml
from autograder.sanitize.svg import harmless_svg
from autograder.sanitize.tex import tame
from autograder.text import words

PICTURES = ("image/png", "image/jpeg")
MAX_PIXELS = 40_000_000  # a small file can hold a picture that fills a browser's memory
MAX_HTML = 500_000  # characters of one piece; a plot as SVG has up to 200,000
MAX_TAGS = 10_000  # of one piece; a pandas table of 60 rows has 2,600

TAGS = words(
    """
    table caption colgroup col thead tbody tfoot tr th td p br hr div span pre code kbd samp var
    b strong i em u s del ins small sub sup abbr blockquote q ul ol li dl dt dd img
    h1 h2 h3 h4 h5 h6
    """
)
CONTENT_TAGS = words(
    """
    script style title iframe object svg math template noscript noembed noframes textarea select
    xmp plaintext audio video canvas annotation annotation-xml
    """
)
"""Elements that go with what they hold; of others only the text stays."""

ATTRIBUTES = {
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "style"},
    "tr": {"style"},
    "ol": {"start"},
}
CODE_CLASSES = {name for name in STANDARD_TYPES.values() if name}
"""Pygments' short names, for the colours of code in written answers."""

CELL_STYLES = {"text-align", "color", "background-color", "font-weight", "font-style"}
"""Of a table's cells: what a pandas Styler says with them."""

REPORT_CLASS = "autograder-report"

_ESCAPE = re.compile(
    r"(?P<colour>\x1b\[(?:(?:[34]8;5;[0-9]{1,3}|(?![34]8)[0-9]{1,2}|)(?:;|(?=m)))*m)"
    r"|\x1b(?:\[[^@-~]*[@-~]?|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?",
    re.DOTALL,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CODE = re.compile(r"(<pre\b.*?</pre>|<code\b.*?</code>)", re.DOTALL)
_FILE = re.compile(r"(?:[\w-]+/)*[\w-]+\.(?:png|jpe?g)", re.ASCII | re.IGNORECASE)
_DATA = re.compile(r"data:(image/(?:png|jpeg|svg\+xml));base64,(.*)", re.DOTALL)
_WORD = re.compile(r"[a-z]{1,20}|0(?:px)?")
_NUMBER = re.compile(r"[0-9]{1,4}%?")
_ELSEWHERE = re.compile(r"(?<!rgb)(?<!rgba)(?<!hsl)(?<!hsla)\(|\\|/\*")
"""Functions of CSS that are not colours, some of which load, and ways to hide one."""
_SHEET = re.compile(r"<style\b[^>]*>([^<]*)</style>")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CELL = re.compile(r'<(t[dhr]) id="([\w-]+)"', re.ASCII)


def joined(value: Any) -> str | None:
    """Return a string that a notebook may keep as a list of lines; None for any other value."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "".join(value)
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else None


def plain_text(value: Any, limit: int) -> str:
    """Return a terminal's text: colours stay, other control sequences go.

    Args:
        value: a string or a list of strings; anything else has no text.
        limit: the most characters to keep.
    """
    whole = joined(value) or ""
    shown = _ESCAPE.sub(lambda found: found["colour"] or "", whole[:limit])
    # A carriage return goes back to the line's beginning: a progress bar's last state is left.
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in shown.split("\n"))
    shown = _CONTROL.sub("", "\n".join(lines))
    return shown if len(whole) <= limit else f"{shown}\n…"


def picture(mime: str, value: Any) -> str | None:
    """Return the base64 of a picture if it is one, of this type and of a reasonable size.

    Args:
        mime: of a PNG, a JPEG or an SVG; an SVG's base64 is only fit for an image's address.
        value: base64 in a string, or a list of strings.
    """
    whole = joined(value)
    if whole is None:
        return None
    try:
        data = base64.b64decode("".join(whole.split()), validate=True)
    except (binascii.Error, ValueError):  # ValueError: characters that are not ASCII
        return None
    if mime == "image/svg+xml":
        return base64.b64encode(data).decode("ascii") if harmless_svg(data) else None
    size = {"image/png": _png_size, "image/jpeg": _jpeg_size}[mime](data)
    if size is None or not 0 < size[0] * size[1] <= MAX_PIXELS:
        return None
    return base64.b64encode(data).decode("ascii")


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG (RFC 2083, 4.1.1), or None if it is not one."""
    if len(data) < 24 or data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG, from its frame header (T.81, B.2.2), or None."""
    if data[:3] != b"\xff\xd8\xff":
        return None
    offset = 2
    while offset + 9 <= len(data) and data[offset] == 0xFF:
        marker, length = data[offset + 1], int.from_bytes(data[offset + 2 : offset + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[offset + 5 : offset + 9])
            return width, height
        offset += 2 + length
    return None


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value as it may stand (nh3 asks for each that is allowed)."""
    if name == "src":
        return image_source(value)
    if name == "style" and _ELSEWHERE.search(value):
        return None
    if name in ("alt", "style", "class"):  # nh3 itself keeps to the properties and classes below
        return re.sub("[<>]", "", value)
    if name in mathml.ATTRIBUTES.get(tag, ()):
        return value if _WORD.fullmatch(value) else None
    return value if _NUMBER.fullmatch(value) else None


def image_source(address: str) -> str | None:
    """Return a picture's address if it is the picture itself or a file beside the notebook.

    No other address: formgrader answers GET requests in the instructor's name, and one of them
    loads a configuration file.
    """
    if found := _DATA.fullmatch(address):
        data = picture(found[1], found[2])
        return None if data is None else f"data:{found[1]};base64,{data}"
    return address if _FILE.fullmatch(address) else None


_OF_STUDENTS: dict[str, Any] = {
    "attribute_filter": _attribute,
    "filter_style_properties": CELL_STYLES,
    # Colours of code in written answers.
    "allowed_classes": {
        "div": {"highlight"},
        "span": CODE_CLASSES,
    },
    "url_schemes": {"data"},
    "link_rel": None,
}
_STUDENTS = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(CONTENT_TAGS),
    attributes=ATTRIBUTES,
    **_OF_STUDENTS,
)
_WITH_FORMULAS = nh3.Cleaner(
    tags={*TAGS, *mathml.TAGS},
    clean_content_tags={*CONTENT_TAGS} - {*mathml.TAGS},
    attributes={**ATTRIBUTES, **mathml.ATTRIBUTES},
    **_OF_STUDENTS,
)
_REPORTS = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(CONTENT_TAGS),
    attributes={**ATTRIBUTES, "caption": {"style"}},
    attribute_filter=_attribute,
    filter_style_properties={"text-align", "vertical-align", "padding", "white-space"},
    allowed_classes={"table": {REPORT_CLASS}},
    url_schemes={"data"},
    link_rel=None,
)


def students_html(value: Any, formulas: bool = False) -> str | None:
    """Return HTML of a submission without anything that acts, or None if it is not for showing.

    Args:
        value: the HTML.
        formulas: whether MathML of ours is in it.
    """
    whole = joined(value)
    if whole is None or len(whole) > MAX_HTML or whole.count("<") > MAX_TAGS:
        return None
    whole = _styled(whole)
    # MathJax does not look into code, which should be copied as it is.
    pieces = _CODE.split((_WITH_FORMULAS if formulas else _STUDENTS).clean(whole))
    return "".join(piece if offset % 2 else tame(piece) for offset, piece in enumerate(pieces))


def _styled(whole: str) -> str:
    """Give each cell of a pandas Styler's table its own style, since style sheets go."""
    styles: dict[str, str] = {}
    for sheet in _SHEET.findall(whole):
        for selectors, style in _RULE.findall(sheet):
            for selector in selectors.split(","):
                name = selector.strip().removeprefix("#")
                styles[name] = f"{styles.get(name, '')}{' '.join(style.split())};"

    def cell(found: re.Match[str]) -> str:
        style = html.escape(styles.get(found[2], ""))
        return f'<{found[1]} style="{style}"' if style else found[0]

    return _CELL.sub(cell, whole)


def report_html(value: str) -> str:
    """Return a report's HTML: unchanged if a report made it, harmless in any case."""
    return _REPORTS.clean(value)


def preformatted(value: str) -> str:
    """Return text as an HTML element that shows it as it is."""
    return f"<pre>{html.escape(value)}</pre>"
