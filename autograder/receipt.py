"""Receipts: beside each grade, what it rests on, signed; enough to reach the same grade again."""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Any

from nbformat.notebooknode import NotebookNode

import lesson
from autograder.course import CONFIG, Course, load_course
from autograder.errors import ReceiptError
from autograder.i18n import _
from autograder.report import Report
from autograder.sandbox.limits import Limits

FOLDER = "receipts"
FORM = 1  # of a receipt; another number is another form
PACKAGES = ("nbgrader", "numpy", "scipy", "ipykernel", "torch", "tensorflow", "keras")
JUDGES = ("checks", "probes", "exam.py", "report.py", "statistics.py", "student.py", "wire.py")
PASSING = ("graded_at", "usage", "signature")  # differ from one grading to the next
HERE = Path(__file__).parent


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
        "versions": versions(),
        "sandbox": course.sandbox,
        "limits": _limits(course),
        "submission": hash_of_submission(notebook, found["files"]),
        "checks": hash_of_checks(found["hidden"]),
        "cells": [_cell(name, r, found["seeds"][name]) for name, r in found["reports"].items()],
        "limits_hit": [{"limit": stop.limit, "text": stop.text} for stop in found["stops"]],
        "usage": found["usage"],
    }


def write(course: Course, found: Mapping[str, Any], folder: Path) -> Path:
    """Sign a receipt with the course's key and write it into a folder, named for its notebook."""
    signed = {**found, "signature": sign(course, found)}
    path = folder / f"{found['notebook']}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(signed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _cell(name: str, report: Report, seed: bytes) -> dict[str, Any]:
    return {
        "grade_id": name,
        "points": report.score,
        "max_points": report.max_score,
        "seed": seed.hex(),
        "findings": [
            {"title": f.title, "passed": f.passed, "evidence": dict(f.evidence)}
            for f in report.findings
        ],
    }


def _limits(course: Course) -> dict[str, Any]:
    """The limits that the course sets, by name."""
    limits = Limits(config=course.config)
    return {name: getattr(limits, name) for name in sorted(limits.trait_names(config=True))}


def versions() -> dict[str, str]:
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
    return _digest(json.dumps([cells, sorted(files.items())], ensure_ascii=True).encode())


def hash_of_checks(hidden: Mapping[str, str]) -> str:
    """Return the hash of all that judges: the kit's judges, lesson/, and the hidden regions."""
    parts = [f"{name}\0{text}" for name, text in sorted(hidden.items())]
    return _digest("\0".join([*parts, *_kit()]).encode())


@cache  # what this process judges with does not change any more
def _kit() -> list[str]:
    """Return the name and the hash of each file that judges."""
    parts: list[str] = []
    for root in (*(HERE / name for name in JUDGES), Path(lesson.__file__).parent):
        paths = [root] if root.is_file() else sorted(root.rglob("*"))
        parts += [
            f"{path.relative_to(root.parent)}\0{_digest(path.read_bytes())}"
            for path in paths
            if path.is_file() and "__pycache__" not in path.parts
        ]
    return parts


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sign(course: Course, content: Mapping[str, Any]) -> str:
    """Return HMAC-SHA256 of a receipt, its signature left out, with the course's receipt key."""
    signed = {name: value for name, value in content.items() if name != "signature"}
    text = json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(course.receipt_key(), text.encode(), hashlib.sha256).hexdigest()


def read(course: Course, path: Path) -> dict[str, Any]:
    """Read a receipt and check its signature.

    Raises:
        ReceiptError: it cannot be read, or somebody changed it, or another key signed it.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReceiptError(
            _("{path}: not a receipt: {error}").format(path=path, error=error)
        ) from error
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
    return content


def verify(course: Course, path: Path) -> list[str]:
    """Check a receipt's signature, grade its submission again, and compare.

    The second grading happens in a copy of the gradebook, which is thrown away.

    Returns:
        What differs, a line each; empty if the grade was reached again.

    Raises:
        ReceiptError: the receipt is not the course's.
    """
    from autograder.grading import grade  # it imports nbgrader's converters
    from autograder.submission import Submission

    before = read(course, path)
    names = (before["student"], before["assignment"], before["notebook"])
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        again = _copy(course, Path(folder), before["student"], before["assignment"])
        (outcome,) = grade(again, [Submission(*names[:2])], lambda _outcome: None)
        place = path_of(again, *names)
        if not place.exists():
            return [_("it was not graded this time: {outcome}").format(outcome=outcome)]
        return differences(before, read(again, place))


def _copy(course: Course, target: Path, student: str, assignment: str) -> Course:
    """Copy what one submission's grading needs into a folder of its own."""
    names = (CONFIG, "nbgrader_config.py", course.secret_file, course.receipt_key_file, "source")
    gradebook = Path(course.db_url.removeprefix("sqlite:///"))
    if not gradebook.is_file():
        raise ReceiptError(
            _("verify copies the gradebook, and {db_url} is not a file").format(
                db_url=course.db_url
            )
        )
    for name in names:
        if (course.root / name).is_dir():
            shutil.copytree(course.root / name, target / name)
        elif (course.root / name).exists():
            shutil.copyfile(course.root / name, target / name)
    shutil.copyfile(gradebook, target / "gradebook.db")
    place = Path("submitted") / student / assignment
    shutil.copytree(course.root / place, target / place, symlinks=True, ignore=_unfit)
    return load_course(target)


def _unfit(folder: str, names: list[str]) -> list[str]:
    """What the intake leaves out: nothing but folders and plain files with one name."""
    statuses = {name: Path(folder, name).lstat() for name in names}
    return [
        name
        for name, status in statuses.items()
        if not stat.S_ISDIR(status.st_mode)
        and not (stat.S_ISREG(status.st_mode) and status.st_nlink == 1)
    ]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return in what two receipts of the same submission differ, a line each."""
    names = sorted((before.keys() | after.keys()) - set(PASSING) - {"cells"})
    lines = [
        _("{name}: {before} then, {after} now").format(
            name=name, before=before.get(name), after=after.get(name)
        )
        for name in names
        if before.get(name) != after.get(name)
    ]
    return lines + list(_cell_differences(before["cells"], after["cells"]))


def _cell_differences(
    before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]
) -> Iterable[str]:
    now = {cell["grade_id"]: cell for cell in after}
    for cell in before:
        name = cell["grade_id"]
        if name not in now:
            yield _("{name}: not judged this time").format(name=name)
        elif cell["points"] != now[name]["points"]:
            yield _("{name}: {before:g} points then, {after:g} now").format(
                name=name, before=cell["points"], after=now[name]["points"]
            )
        elif cell != now[name]:
            yield _("{name}: the same points on other evidence").format(name=name)
