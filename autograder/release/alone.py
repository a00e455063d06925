"""A released notebook's first code cell: it finds lesson/, even where the notebook came alone.

Colab, Kaggle and VS Code open a notebook without the ZIP that it belongs to. The cell then fetches
that ZIP and takes from it only the lesson that was released, which it knows by its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from string import Template

import nbformat
from nbformat.v4 import new_code_cell

from autograder.course import Course
from autograder.errors import ReleaseError
from autograder.i18n import _
from autograder.notebook import load_notebook
from autograder.sandbox.imports import imports

CELL = "find-lesson"
LOCKED = {"deletable": False, "editable": False}
FOLDED = {"jupyter": {"source_hidden": True}, "cellView": "form"}  # in JupyterLab; in Colab

_FIND = Template(
    """\
# @title $title
import importlib.util

if importlib.util.find_spec("lesson") is None:
    $otherwise"""
)
_FETCH = Template(
    """\
import hashlib
    import io
    import urllib.request
    import zipfile

    try:
        with urllib.request.urlopen($address, timeout=60) as reply:
            archive = zipfile.ZipFile(io.BytesIO(reply.read()))
    except (OSError, zipfile.BadZipFile) as error:
        raise ModuleNotFoundError($unreachable) from error
    members = [one for one in archive.infolist() if one.filename.startswith($folder)]
    found = hashlib.sha256()
    for member in sorted(members, key=lambda one: one.filename):
        member.filename = member.filename.removeprefix($prefix)
        content = archive.read(member)
        found.update(f"{member.filename} {len(content)}\\n".encode() + content)
    if found.hexdigest() != $digest:
        raise ModuleNotFoundError($other)
    archive.extractall(members=members)
    importlib.invalidate_caches()"""
)


def add_finder(course: Course, folder: Path, lesson: Mapping[str, bytes]) -> None:
    """Put the cell into each notebook of an assignment that imports `lesson`.

    Args:
        course: whose `release_url` says where its release can be fetched.
        folder: of the assignment's own notebooks as they go out.
        lesson: what will be in the ZIP below lesson/, by path.

    Raises:
        ReleaseError: `release_url` is not an address on the web.
    """
    cell = new_code_cell(
        _source(course, folder.name, lesson), id=CELL, metadata={**LOCKED, **FOLDED}
    )
    for path in sorted(folder.glob("*.ipynb")):
        notebook = load_notebook(path)
        users = (
            number
            for number, one in enumerate(notebook.cells)
            if one.cell_type == "code" and imports("lesson", one.source)
        )
        if (first := next(users, None)) is not None:
            notebook.cells.insert(first, cell)
            nbformat.write(notebook, path)


def _source(course: Course, name: str, lesson: Mapping[str, bytes]) -> str:
    """Return the source of the cell in the notebooks of an assignment."""
    unpack = _(
        "lesson/ is not beside this notebook: unpack {name}.zip and open the notebook in the "
        "folder {name}"
    ).format(name=name)
    title = _("Finds lesson/, which this notebook imports")
    if not course.release_url:
        otherwise = f"raise ModuleNotFoundError({_literal(unpack)})"
        return _FIND.substitute(title=title, otherwise=otherwise)
    if not course.release_url.startswith(("https://", "http://")):
        problem = _("c.Course.release_url: {address!r} does not begin with https://")
        raise ReleaseError(problem.format(address=course.release_url))
    address = f"{course.release_url.rstrip('/')}/{name}.zip"
    unreachable = _("{address} cannot be reached (on Kaggle, turn the internet on). {unpack}")
    other = _(
        "{address} is not the release that this notebook belongs to: download the notebook again"
    )
    otherwise = _FETCH.substitute(
        address=_literal(address),
        unreachable=_literal(unreachable.format(address=address, unpack=unpack)),
        folder=_literal(f"{name}/lesson/"),
        prefix=_literal(f"{name}/"),
        digest=_literal(_digest(lesson)),
        other=_literal(other.format(address=address)),
    )
    return _FIND.substitute(title=title, otherwise=otherwise)


def _digest(files: Mapping[str, bytes]) -> str:
    """Return the hash of files, their paths included."""
    found = hashlib.sha256()
    for path, content in sorted(files.items()):
        found.update(f"{path} {len(content)}\n".encode() + content)
    return found.hexdigest()


def _literal(text: str) -> str:
    """Return a text as Python reads it, between double quotes."""
    return json.dumps(text, ensure_ascii=False)
