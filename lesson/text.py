"""Bring a book into one form, so that its words can be separated and put together again."""

import re
import unicodedata

_SAME = str.maketrans(
    {
        **dict.fromkeys("«„‟″", "“"),
        **dict.fromkeys("»", "”"),
        **dict.fromkeys("`´‛", "'"),
        **dict.fromkeys("‒–―⸺⸻", "—"),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("[{", "("),
        **dict.fromkeys("]}", ")"),
        **dict.fromkeys("_*\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{BYTE ORDER MARK}"),
    }
)
_ELSE = re.compile(r"[^\w.,;:!?…“”()—\"'‘’-]|_")
_BEFORE = ".,;:!?…”)"  # signs with no space before them
_AFTER = "“("  # signs with no space after them

_SPACING = (
    (re.compile(r"\s*—[\s—]*"), " — "),
    (re.compile(rf"(?<=[{_BEFORE}])(?=[^\s{_BEFORE}])"), " "),
    (re.compile(rf"(?<=[^\s{_AFTER}])(?=[{_AFTER}])"), " "),
    (re.compile(r"\s+"), " "),
    (re.compile(rf" (?=[{_BEFORE}])|(?<=[{_AFTER}]) "), ""),
)


def normalise(text: str) -> str:
    """Bring a text into the form that the word-level lab works with.

    The result consists of words, of the signs . , ; : ! ? … “ ” ( ) and —, of single spaces and
    of line breaks, and of nothing else. These are its rules:

    - A line break ends a paragraph; lines that were only wrapped are joined. There are no empty
      lines, and no spaces at the beginning or end of a line.
    - A word is made of letters and digits; a hyphen or an apostrophe ’ may stand between two of
      them (*guarda-chuva*, *disse-me*, *don’t*). Other apostrophes are left out, other hyphens
      become dashes.
    - All quotation marks become “ and ”, single ones too; all dashes become —, all brackets ( ),
      three dots …. Signs that are not in the list are left out.
    - There is no space before . , ; : ! ? … ” ) and none after “ (, nor at either end of a
      line. Everywhere else there is one space between two words or signs, so a dash has spaces
      on both sides.

    Args:
        text: any text; paragraphs are separated by empty lines, or, where there are none, by line
            breaks.

    Returns:
        The text in this form; normalising it again changes nothing.
    """
    whole = unicodedata.normalize("NFC", text).translate(_SAME)
    whole = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", whole).strip()
    empty_lines = re.compile(r"\n[^\S\n]*\n\s*")
    parts = (empty_lines if empty_lines.search(whole) else re.compile("\n")).split(whole)
    lines = (_paragraph(part) for part in parts)
    return "\n".join(line for line in lines if line)


def _paragraph(text: str) -> str:
    line = " ".join(_ELSE.sub(" ", text).split())
    line = re.sub(r"(?<![^\s(—“'‘-])\"", "“", line).replace('"', "”")
    line = _single_quotes(line)
    line = re.sub(r"(?<![^\W_])-+|-+(?![^\W_])|--+", "—", line)
    line = re.sub(r"\.(?: ?\.){2,}", "…", line)
    for pattern, spaces in _SPACING:
        line = pattern.sub(spaces, line)
    return line.strip()


def _single_quotes(line: str) -> str:
    """Keep apostrophes inside words; pairs of single quotes become double ones."""
    opened = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal opened
        before, after = line[: found.start()][-1:], line[found.end() :][:1]
        if before.isalnum() and after.isalnum():
            return "’"
        if found[0] == "‘" or (found[0] == "'" and not before.isalnum() and after.isalnum()):
            opened += 1
            return "“"
        if opened:
            opened -= 1
            return "”"
        return ""

    return re.sub("[‘’']", replace, line)
