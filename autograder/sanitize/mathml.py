"""Formulas as MathML, which browsers draw by themselves: no script, no network.

What the library makes of a student's TeX is HTML like any other of a student's, and is cleaned with
it: of MathML only what lays out symbols stays. Links, styles, classes, and sizes and spaces with
which a formula could be laid over a score, do not.
"""

from __future__ import annotations

import html
import re

from latex2mathml.converter import convert

from autograder.text import words

TAGS = words(
    """
    math mrow mi mn mo mtext ms mfrac msqrt mroot msub msup msubsup munder mover munderover
    mmultiscripts mprescripts none mtable mtr mtd mstyle menclose
    """
)
ATTRIBUTES = {
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence", "form", "separator", "accent", "movablelimits"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mtd": {"columnalign"},
    "mstyle": {"displaystyle"},
    "menclose": {"notation"},
}
LONGEST = 5_000  # characters of a formula
_ALONE = re.compile(
    r"\s*(?:\$\$(?P<a>.+)\$\$|\$(?P<b>[^$]+)\$|\\\[(?P<c>.+)\\\]|\\\((?P<d>.+)\\\)"
    r"|(?P<e>\\begin\{.+))\s*",
    re.DOTALL,
)
_TEXT = re.compile(r"\\(?:text[a-z]*|mbox)\s*\{[^}]*[<>&]")  # the library would not escape these
_NUMBERED = re.compile(r"(\\(?:begin|end)\{(?:align|gather|equation|eqnarray|multline))\}")
_UNKNOWN = re.compile(r"<mi>\\")


def formula(tex: str, block: bool) -> str:
    """Return a formula as MathML, to be cleaned, or its TeX if that cannot be read.

    TeX stays as it was typed: where there is a network, nbgrader's pages have MathJax.

    Args:
        tex: without dollars.
        block: whether it stands on lines of its own.
    """
    written = f"$${tex}$$" if block else f"${tex}$"
    source = html.escape(written)
    if len(tex) > LONGEST or _TEXT.search(tex):
        return source
    try:
        made = convert(_NUMBERED.sub(r"\1*}", tex), display="block" if block else "inline")
    except Exception:  # whatever it stumbles over, the TeX can be read as it is
        return source
    return source if _UNKNOWN.search(made) else made


def alone(text: str) -> str:
    """Return an output that is a formula as MathML, to be cleaned, or as its TeX."""
    found = _ALONE.fullmatch(text)
    if found is None:
        return f"<code>{html.escape(text)}</code>"
    tex = next(part for part in found.groups() if part is not None)
    return formula(tex, block=not (found["b"] or found["d"]))
