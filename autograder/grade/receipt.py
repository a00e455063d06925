"""Receipts: beside each grade, what it rests on, signed; enough to reach the same grade again."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Any

from nbformat.notebooknode import NotebookNode

import autograder
import lesson
from autograder.course import Course
from autograder.errors import ReceiptError
from autograder.files import digest
from autograder.i18n import _
from autograder.judge.packages import folders as packages_of
from autograder.judge.report import Report
from autograder.limits import Limits
from autograder.text import quoted

FOLDER = "receipts"
FORM = 2  # of a receipt; another number is another form
PACKAGES = ("nbgrader", "numpy", "scipy", "ipykernel", "torch", "tensorflow", "keras")


KIT = Path(autograder.__file__).parent


def folder_of(course: Course, student: str, assignment: str) -> Path:
    """Return where the receipts of a submission lie."""
    return course.root / FOLDER / student / assignment


def path_of(course: Course, student: str, assignment: str, notebook: str) -> Path:
    """Return where the receipt of a notebook lies."""
    return folder_of(course, student, assignment) / f"{notebook}.json"


def content(
    course: Course, where: Mapping[str, str], notebook: NotebookNode, found: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the receipt of one graded notebook says, unsigned (`SaveReports` calls this).

    Args:
        course: whose settings held.
        where: nbgrader's names of student, assignment and notebook.
        notebook: as it was executed.
        found: what `SealedExecute` left: reports, seeds, files, hidden regions, stops, usage.
    """
    return {
        "form": FORM,
        "student": where["student"],
        "assignment": where["assignment"],
        "notebook": where["notebook"],
        "graded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": dict(versions()),
        "sandbox": course.sandbox,
        "limits": _limits(course),
        "submission": hash_of_submission(notebook, found["files"]),
        "judges": hash_of_judges(course, found["hidden"]),
        "cells": [_cell(name, r, found["seeds"][name]) for name, r in found["reports"].items()],
        "limits_hit": [{"limit": stop.limit, "text": stop.text} for stop in found["stops"]],
        "usage": found["usage"],
    }


def write(course: Course, found: Mapping[str, Any], folder: Path) -> Path:
    """Sign a receipt with the course's key and write it into a folder, named for its notebook."""
    signed = {**found, "signature": sign(course, found)}
    path = folder / f"{found['notebook']}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_text(signed), encoding="utf-8")
    return path


def _text(receipt: Mapping[str, Any]) -> str:
    """Return a receipt as JSON for people, one line a fact and one a cell.

    The indented form of `json` is not written in C, and took a tenth of what recording costs.
    """
    return (
        "{\n " + ",\n ".join(f'"{name}": {_fact(fact)}' for name, fact in receipt.items()) + "\n}\n"
    )


def _fact(fact: Any) -> str:
    if isinstance(fact, list) and fact:
        return "[\n  " + ",\n  ".join(map(_fact, fact)) + "\n ]"
    return json.dumps(fact, ensure_ascii=False)


def _cell(name: str, report: Report, seed: bytes) -> dict[str, Any]:
    return {
        "grade_id": name,
        "points": report.score,
        "max_points": report.max_score,
        "seed": seed.hex(),
        "findings": [
            {"title": f.title, "passed": f.passed, "hint": f.hint, "evidence": dict(f.evidence)}
            for f in report.findings
        ],
    }


def _limits(course: Course) -> dict[str, Any]:
    """The limits that the course sets, by name."""
    limits = Limits(config=course.config)
    return {name: getattr(limits, name) for name in sorted(limits.trait_names(config=True))}


@cache  # of this process: what it has imported does not change any more
def versions() -> Mapping[str, str]:
    """Return the versions of everything that a grade may depend on; what is missing is left out."""
    found = {"python": python_version()}
    for package in ("generative-networks-kit", *PACKAGES):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def hash_of_submission(notebook: NotebookNode, files: Mapping[str, str]) -> str:
    """Return the hash of what was executed: the cells, in order, and the files beside them.

    Args:
        notebook: the executed notebook.
        files: SHA-256 of each file that the sandbox was given, by its path.
    """
    cells = [[cell.cell_type, cell.source] for cell in notebook.cells]
    return digest(json.dumps([cells, sorted(files.items())], ensure_ascii=True).encode())


def hash_of_judges(course: Course, hidden: Mapping[str, str] | None = None) -> str:
    """Return the hash of all that a grade depends on beside the submission and the settings.

    That is every file of the kit and of lesson/, of each package of `c.Course.judges`, and the
    hidden regions.

    Args:
        course: whose packages judge.
        hidden: regions by grade id.
    """
    regions = [f"{name}\0{text}" for name, text in sorted((hidden or {}).items())]
    packages = [
        f"{name}\0{line}"
        for name, folder in sorted(packages_of(course).items())
        if not folder.is_relative_to(KIT)  # it is hashed with the kit
        for line in _hashes(folder)
    ]
    return digest("\0".join([*regions, *_kit(), *packages]).encode())


@cache  # what this process judges with does not change any more
def _kit() -> tuple[str, ...]:
    """Return the path and the hash of each file of the kit and of lesson/."""
    return (*_hashes(KIT), *_hashes(Path(lesson.__file__).parent))


def _hashes(folder: Path) -> list[str]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return [
        f"{path.relative_to(folder.parent).as_posix()}\0{digest(path.read_bytes())}"
        for path in sorted(paths)
        if "__pycache__" not in path.parts
    ]


def sign(course: Course, content: Mapping[str, Any]) -> str:
    """Return HMAC-SHA256 of a receipt, its signature left out, with the course's receipt key."""
    signed = {name: value for name, value in content.items() if name != "signature"}
    text = json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(course.receipt_key(), text.encode(), hashlib.sha256).hexdigest()


def read(course: Course, path: Path) -> dict[str, Any]:
    """Read a receipt and check its signature.

    Raises:
        ReceiptError: it cannot be read, or somebody changed it, another key signed it, or it lies
            where another one belongs.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        text = _("{path}: it cannot be read: {error}")
        raise ReceiptError(text.format(path=path, error=error.strerror)) from error
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or content.get("form") != FORM:
        raise ReceiptError(_("{path}: not a receipt of form {form}").format(path=path, form=FORM))
    signature = content.get("signature")
    if not isinstance(signature, str) or not hmac.compare_digest(signature, sign(course, content)):
        raise ReceiptError(
            _(
                "{path}: the signature is wrong: the receipt was changed, or signed with another "
                "key"
            ).format(path=path)
        )
    names = [content[name] for name in ("student", "assignment", "notebook")]
    own, here = path_of(course, *names).resolve(), path.resolve()
    if own != here and here.is_relative_to((course.root / FOLDER).resolve()):
        text = _("{path}: this is the receipt of {names}, in place of another one")
        raise ReceiptError(text.format(path=path, names=quoted(names)))
    return content
