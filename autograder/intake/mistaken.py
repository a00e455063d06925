"""What was handed in instead of a notebook: its cause by name, and what helps."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from autograder.i18n import N_, _

ARCHIVE = N_("it is a {kind} archive, not a notebook: unpack it and hand in the notebook from it")
PRINT = N_(
    "it is a {kind} file, a picture of the notebook: hand in the notebook itself. {download}"
)
OFFICE = N_("it is a {kind}, not the notebook: hand in the notebook itself. {download}")
DOCUMENT = N_("document from an office program")
BEGINNINGS = (
    (b"PK", "ZIP", ARCHIVE),
    (b"\x1f\x8b", "gzip", ARCHIVE),
    (b"Rar!", "RAR", ARCHIVE),
    (b"7z\xbc\xaf", "7z", ARCHIVE),
    (b"%PDF", "PDF", PRINT),
    (b"\x89PNG", "PNG", PRINT),
    (b"\xff\xd8\xff", "JPEG", PRINT),
    (b"{\\rtf", DOCUMENT, OFFICE),
    (b"\xd0\xcf\x11\xe0", DOCUMENT, OFFICE),
)
PACKED = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")  # what a ZIP of Office's holds
ENDING = ".ipynb"  # browsers add one of their own until a download is complete
LFS = b"version https://git-lfs.github.com/spec/"
LINKS = (b"[InternetShortcut]", b"http://", b"https://", b"bplist00", b"[Desktop Entry]")
PLIST = re.compile(rb"<\?xml[^>]{0,200}>\s{0,20}<!DOCTYPE plist")
CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)  # what Git leaves in both versions' place
SCRIPT = re.compile(r"(?:#|%|import |from \w|def |class |@\w|\"\"\"|''')")
DRIVE = ("doc_id", "resource_id")  # keys of .gdoc, .gsheet and the like
ADDRESS = re.compile(r"https?://(?:docs|drive|colab\.research)\.google\.com/")


def mistaken_file(path: str, data: bytes) -> str:
    """Return what a file is that is found where a notebook is missing, or nothing."""
    if found := mistaken_bytes(data):
        return found
    try:
        text = data.decode("utf-8-sig")
        raw = json.loads(text)
    except UnicodeDecodeError:
        return ""
    except (ValueError, RecursionError):
        return mistaken_text(text, path) or (again() if ENDING in path else "")
    if isinstance(raw, dict) and "cells" in raw:
        return _("it is a notebook under another name: give it the extension .ipynb")
    return mistaken_object(raw) if isinstance(raw, dict) else ""


def mistaken_bytes(data: bytes) -> str:
    """Return what a file is whose beginning shows that it cannot be a notebook, or nothing."""
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        return _("it is empty: the download or the upload broke off. {again}").format(again=again())
    if start.startswith(b"PK") and any(one in start for one in PACKED):
        return _(OFFICE).format(kind=_(DOCUMENT), download=download())
    for begin, kind, text in BEGINNINGS:
        if start.startswith(begin):
            return _(text).format(kind=_(kind), download=download())
    if start.startswith(LFS):
        return _(
            "it is a pointer of Git LFS, which stands for the notebook in a repository: run git "
            "lfs pull, check that JupyterLab opens the notebook, and hand it in"
        )
    if start.startswith(LINKS) or PLIST.match(start):
        return _link()
    if start.startswith(b"<") and not start.startswith(b"<<<<<<<"):
        return _(
            "it is an HTML file, a web page that shows the notebook or says that you must sign "
            "in: hand in the notebook itself. {download}"
        ).format(download=download())
    return ""


def mistaken_text(text: str, path: str = "") -> str:
    """Return what a text is that is not JSON, or nothing; its path may say it.

    Git's markers fill whole lines, which no JSON can contain, since its strings have no line
    breaks.
    """
    found = CONFLICT.search(text)
    if found:
        return _(
            "it contains Git's conflict markers (line {line}), so JupyterLab cannot open it: "
            "choose one version with git checkout --ours or git checkout --theirs, or merge "
            "both with nbdime mergetool, check that JupyterLab opens it, and hand that in"
        ).format(line=text.count("\n", 0, found.start()) + 1)
    if SCRIPT.match(text.lstrip()) or path.endswith(".py"):
        return _(
            "it is plain text, such as a Python script, not a notebook: hand in the notebook "
            "itself. {download}"
        ).format(download=download())
    return ""


def mistaken_object(raw: Mapping[str, Any]) -> str:
    """Return what an object is that is JSON but not a notebook, or nothing."""
    url = raw.get("url")
    is_address = isinstance(url, str) and ADDRESS.match(url)
    return _link() if is_address or any(key in raw for key in DRIVE) else ""


def again() -> str:
    """Return what helps where not even JupyterLab can open the file."""
    return _(
        "JupyterLab cannot open it either: download it once more from where you wrote it, check "
        "that it opens, and hand in that file"
    )


def download() -> str:
    """Return how to get the notebook itself."""
    return _(
        "In Colab: File > Download > Download .ipynb; in JupyterLab: File > Download; on GitHub: "
        "Download raw file"
    )


def _link() -> str:
    return _(
        "it is a link to the notebook, as Google Drive leaves it in a folder, not the notebook "
        "itself; perhaps only you can open it. {download}"
    ).format(download=download())
