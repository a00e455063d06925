"""The course folder: where it begins, and what course_config.py says of it."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import secrets
import shutil
import stat
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets import Bool, Dict, Enum, List, TraitError, Unicode
from traitlets.config import Config, Configurable

from autograder.errors import CourseError
from autograder.files import is_free, remove
from autograder.i18n import _
from autograder.settings import CONFIG, check_names, check_values, load_config
from autograder.text import is_text
from lesson.i18n import ENGLISH, LANGUAGES, use

DROPPED = "dropped.json"
INIT = "__init__.py"
LAST, BEST, AVERAGE = "last", "best", "average"
"""What can count of several attempts."""
KIT = "autograder"  # also where a course's folder is the kit's own repository
HERE = """for name in ("root", "db_url"):  # this folder, and the gradebook in it
    c.CourseDirectory.pop(name, None)
"""
"""What follows an original's settings in the course_config.py of its copy."""
COPIED = "# The rest was added to a copy of the course, which has a gradebook and keys of its own."
OWN = f"""
{COPIED}
c = get_config()
{HERE}for name in ("secret_file", "receipt_key_file"):
    c.Course.pop(name, None)
c.Course.language = "{{language}}"
c.Course.sandbox = "{{sandbox}}"
"""


class Course(Configurable):
    """Settings of the kit that nbgrader does not have, under `c.Course` in course_config.py."""

    language = Enum(
        LANGUAGES, ENGLISH, help="Language of the course's embedded corpora and messages."
    ).tag(config=True)
    allow_unsealed = Bool(
        False,
        help="Let hidden tests run inside the student's process under a stock nbgrader autograde.",
    ).tag(config=True)
    secret_file = Unicode(
        "secret.key", help="Key of the hidden tests' inputs; made on first use, never committed."
    ).tag(config=True)
    receipt_key_file = Unicode(
        "receipt.key", help="Key that signs receipts; made on first use, never committed."
    ).tag(config=True)
    judges = List(
        Unicode(),
        ["autograder.assignments"],
        help="Packages of checks and probes; one of yours may lie in the course's folder.",
    ).tag(config=True)
    sandbox = Enum(
        ["bubblewrap", "none"],
        "bubblewrap",
        help="Where students' code runs; 'none': with the rights of whoever grades.",
    ).tag(config=True)
    release_url = Unicode(
        help="Address of a folder on the web with the ZIPs of release/: a notebook that is opened "
        "without its ZIP, as in Colab, fetches lesson/ from there."
    ).tag(config=True)
    attempts = Enum(
        [LAST, BEST, AVERAGE], LAST, help="What counts if a student hands in more than once."
    ).tag(config=True)
    dropped = Dict(
        help="Questions for which everyone gets the points, and why, by assignment and grade id; "
        f"`python -m autograder drop` keeps them in {DROPPED}."
    ).tag(config=True)

    def __init__(self, root: Path, config: Config) -> None:
        super().__init__(config=config)
        self.root = root

    def speak(self, language: str) -> None:
        """Use a language from now on, and say everything in it."""
        self.language = self.config.Course.language = language
        use(language)

    @property
    def log_file(self) -> Path:
        """Where nbgrader's own messages go while our commands run."""
        return self.root / ".nbgrader.log"

    @cached_property
    def folders(self) -> CourseDirectory:
        """The course's folders, as nbgrader has them; to make this takes long."""
        return CourseDirectory(config=self.config)

    @property
    def db_url(self) -> str:
        """Address of the gradebook, as nbgrader has it.

        Raises:
            CourseError: the path of the course's folder means something else there.
        """
        url, path = str(self.folders.db_url), str(self.root.absolute() / "gradebook.db")
        if url == f"sqlite:///{path}" and ("?" in path or unquote(path) != path):
            text = _("? and % in {folder} mislead nbgrader: rename the folder")
            raise CourseError(text.format(folder=self.root.absolute()))
        return url

    @property
    def _shared(self) -> bool:
        """Whether the group of the course's folder works on it: nbgrader's own setting."""
        return bool(self.folders.groupshared)

    def own_judges(self) -> list[str]:
        """Return the packages of checks that are in the course's folder, by name."""
        names = dict.fromkeys(name.split(".")[0] for name in self.judges)
        return [name for name in names if name != KIT and (self.root / name / INIT).is_file()]

    def secret(self) -> bytes:
        """Return the key from which the hidden tests' inputs derive, making it on first use."""
        return _key(self.root / self.secret_file, self._shared)

    def receipt_key(self) -> bytes:
        """Return the key that signs receipts, making it on first use."""
        return _key(self.root / self.receipt_key_file, self._shared)

    def seed(self, grade_id: str, code: Sequence[str], files: Mapping[str, str]) -> bytes:
        """Return the seed of one grade cell's questions: HMAC(secret, grade id, code, files).

        The student's name is not part of it: identical submissions are asked identical questions.
        All that the student's kernel will run or read is, so that expected values, copied from
        feedback into a cell or a file, meet new questions.

        Args:
            grade_id: of the grade cell.
            code: the source of every code cell, in order.
            files: the SHA-256 of every other file of the submission, by its path.
        """
        parts = ("\0".join(code), repr(sorted(files.items())))
        hashes = (hashlib.sha256(part.encode("utf-8", "surrogatepass")) for part in parts)
        text = "\0".join([grade_id, *(part.hexdigest() for part in hashes)])
        return hmac.new(self.secret(), text.encode(), hashlib.sha256).digest()


def _key(path: Path, shared: bool) -> bytes:
    """Return the key in a file; if there is none, make it, readable by its owner only.

    Args:
        path: of the file.
        shared: whether the group of the course's folder may read it.

    Raises:
        CourseError: it cannot be read, or what stands there is too short for a key.
    """
    if not path.exists():
        with suppress(FileExistsError):  # another process was first: its key counts
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(32) + "\n")
    if shared and path.stat().st_uid == os.getuid():
        with suppress(PermissionError):  # of a group to which its owner does not belong
            os.chown(path, -1, path.parent.stat().st_gid)
            path.chmod(path.stat().st_mode | stat.S_IRGRP)
    try:
        key = path.read_bytes().strip()
    except PermissionError as error:
        raise CourseError(_unreadable(path)) from error
    if len(key) < 32:
        raise CourseError(
            _("{path}: a secret has at least 32 characters; delete it for a new one").format(
                path=path
            )
        )
    return key


def _unreadable(path: Path) -> str:
    """Return why a key cannot be read, and what its owner can do."""
    text = _(
        "{path} can be read only by {owner}, who made it. To share the course, {owner} sets "
        "c.CourseDirectory.groupshared = True in {config} and runs any command that grades; "
        "your account must belong to {group}, the group of the course's folder"
    )
    owner = _name(path.owner, path.stat().st_uid)
    group = _name(path.parent.group, path.parent.stat().st_gid)
    return text.format(path=path, owner=owner, config=CONFIG, group=group)


def _name(found: Callable[[], str], number: int) -> str:
    """Return the name of an account or a group, or its number where it has no name."""
    try:
        return found()
    except KeyError:
        return str(number)


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Set environment variables for a while, then put back what was there.

    nbgrader's own `setenv` removes them afterwards, PATH too.
    """
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def path_with_ours() -> str:
    """Return PATH with the folder that has the programs of Python's packages put first.

    nbgrader calls one of them, alembic, by name, even where no environment is activated.
    """
    ours, path = str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)
    return path if path.split(os.pathsep)[0] == ours else os.pathsep.join([ours, path])


@contextmanager
def nbgrader_session(course: Course) -> Iterator[logging.Logger]:
    """Prepare to run nbgrader's converters in this process.

    Yields:
        A logger for them, which writes to the course's log file only. Meanwhile PATH is
        `path_with_ours`.
    """
    log = logging.getLogger(f"autograder.nbgrader.{course.root}")
    log.propagate = False
    log.setLevel(logging.INFO)
    handler = logging.FileHandler(course.log_file, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    try:
        with environment(PATH=path_with_ours()), warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's models, not ours to change
            yield log
    finally:
        log.removeHandler(handler)
        handler.close()


def load_course(folder: Path, config: Config | None = None) -> Course:
    """Read the configuration of the course that `folder` lies in, and speak its language.

    Args:
        folder: the course's root, or any folder below it.
        config: one that was read already, as nbgrader's plug-ins are handed it.

    Raises:
        CourseError: no course_config.py here or above, or one that cannot be read.
    """
    root = find_root(folder)
    if root is None:
        raise CourseError(
            _("no {config} in {folder} or above: run this in a course's folder").format(
                config=CONFIG, folder=folder
            )
        )
    config = load_config(root) if config is None else config
    if (language := config.get("Course", {}).get("language")) in LANGUAGES:
        use(language)
    check_names(root / CONFIG, config, Course)
    try:
        course = Course(root, config)
    except TraitError as error:
        raise CourseError(f"{root / CONFIG}: {error}") from error
    use(course.language)
    check_values(root / CONFIG, config)
    if (path := root / DROPPED).is_file():
        try:
            course.config.Course.dropped = course.dropped = json.loads(path.read_text("utf-8"))
        except (ValueError, TraitError) as error:
            text = _("{path}: {error}; mend it, or delete it and drop the questions again")
            raise CourseError(text.format(path=path, error=error)) from error
    return course


def find_root(folder: Path) -> Path | None:
    """Return the folder of the course that `folder` lies in, if it lies in one."""
    folders = (folder.resolve(), *folder.resolve().parents)
    return next((root for root in folders if (root / CONFIG).is_file()), None)


def copy_course(course: Course, target: Path, names: Iterable[str]) -> Course:
    """Copy what a course is made of into a folder, over an earlier copy, and return the copy.

    It has the same language and sandbox, even where they are not the configuration's. Its keys and
    its gradebook are its own and are in its folder, wherever those of the course are.

    Args:
        course: the course to copy.
        target: the folder, which may be new.
        names: the assignments.

    Raises:
        CourseError: the folder is the course's own, or contains something else.
    """
    if target.resolve() == course.root.resolve():
        text = _("{folder} is the course itself: name another folder")
        raise CourseError(text.format(folder=target))
    if not _may_be_copied_over(target):
        text = _("{folder} holds something other than a copy of a course: name a new folder")
        raise CourseError(text.format(folder=target))
    target.mkdir(parents=True, exist_ok=True)
    loaded = ("*.py", "*.yml", "source/*.*")  # settings, nbgrader's autotests.yml, headers
    for path in (path for form in loaded for path in course.root.glob(form)):
        if path.is_file():
            there = target / path.relative_to(course.root)
            there.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, there)
    folders = ["requirements", "locale", "executed", *course.own_judges()]
    for folder in (*folders, *(f"source/{name}" for name in names)):
        remove(target / folder)  # an earlier copy may have what the course no longer has
        if (course.root / folder).is_dir():
            shutil.copytree(course.root / folder, target / folder)
    with (target / CONFIG).open("a", encoding="utf-8") as config:
        config.write(OWN.format(language=course.language, sandbox=course.sandbox))
    return load_course(target)


def _may_be_copied_over(folder: Path) -> bool:
    """Return whether a folder is new, empty or an earlier copy of a course."""
    config = folder / CONFIG
    if not config.is_file():
        return is_free(folder)
    return COPIED in config.read_text("utf-8", "replace").splitlines()


def submissions(course: Course) -> list[Submission]:
    """Return what is in submitted/, as `handed_in` does.

    Raises:
        CourseError: there is nothing.
    """
    if found := handed_in(course):
        return found
    text = _("{folder}: no submissions; collect some, as STUDENT/ASSIGNMENT/…")
    raise CourseError(text.format(folder=course.root / "submitted"))


def handed_in(course: Course) -> list[Submission]:
    """Return what is in submitted/, sorted by student and assignment; there may be nothing.

    A link instead of a folder is listed as well, so that its student gets a status; names
    with a dot are passed over, as nbgrader does. So are names that no gradebook can hold (see
    `intake.handed.misnamed`).
    """
    found: list[Submission] = []
    for student in sorted((course.root / "submitted").glob("[!.]*")):
        if student.is_symlink():
            found += [Submission(student.name, name) for name in assignments(course)]
        else:
            paths = [path for path in student.glob("[!.]*") if path.is_dir() or path.is_symlink()]
            found += sorted(Submission(student.name, path.name) for path in paths)
    return [one for one in found if is_text(one.student) and is_text(one.assignment)]


def assignments(course: Course) -> list[str]:
    """Return the names of the assignments in source/, sorted.

    Raises:
        CourseError: there are none.
    """
    found = sorted({path.parent.name for path in (course.root / "source").glob("*/*.ipynb")})
    if not found:
        raise CourseError(
            _("{source}: no assignment with a notebook in it").format(source=course.root / "source")
        )
    return found


@dataclass(frozen=True, order=True)
class Submission:
    """One student's folder for one assignment."""

    student: str
    assignment: str
