"""course_config.py: read as nbgrader reads it, and checked for what nobody can have meant."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path

from traitlets import TraitError
from traitlets.config import Config, Configurable
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from autograder.errors import CourseError
from autograder.i18n import _
from autograder.limits import Limits, NotebookLimits
from autograder.notebook import MARKER
from autograder.policy import LatePolicy
from autograder.text import alike, nearest, printable

CONFIG = "course_config.py"
OWN = (Limits, NotebookLimits, LatePolicy)
"""The kit's sections beside `c.Course`."""


def load_config(root: Path) -> Config:
    """Read the course_config.py of a folder.

    Raises:
        CourseError: the file is missing or raises.
    """
    try:
        config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    except ConfigFileNotFound as error:
        raise CourseError(
            _("{root}: there is no {config}").format(root=root, config=CONFIG)
        ) from error
    except (Exception, SystemExit) as error:
        text = _("{where}: Python cannot run it: {error}")
        what = traceback.format_exception_only(error)[-1].strip()
        where = _line(root / CONFIG, error)
        raise CourseError(text.format(where=where, error=printable(what))) from error
    if "autograder.plugins" in repr(config):
        raise CourseError(
            _(
                "{config} names autograder.plugins, which no longer exists: delete the "
                "pipeline's settings and write, after get_config(), from autograder.steps "
                "import configure; configure(c)"
            ).format(config=root / CONFIG)
        )
    config.CourseDirectory.root = str(root)
    return config


def _line(path: Path, error: BaseException) -> str:
    """Return a file's path, with the line where it went wrong if that is known."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        line = error.lineno
    else:
        frames = traceback.extract_tb(error.__traceback__)
        line = next((f.lineno for f in reversed(frames) if f.filename == str(path)), None)
    return f"{path}:{line}" if line else str(path)


def check_names(path: Path, config: Config, course: type[Configurable]) -> None:
    """See that a configuration sets only what there is: traitlets passes over the rest.

    Args:
        path: of the file, for messages.
        config: what it says.
        course: the class of the section `c.Course`.

    Raises:
        CourseError: it sets something else.
    """
    sections = {one.__name__: one.class_trait_names(config=True) for one in (course, *OWN)}
    for name in config:
        if name in sections:
            for option in config[name].keys() - set(sections[name]):
                _refuse(path, f"c.{name}", option, sections[name])
        elif close := alike(name, sections, cutoff=0.8):
            for option in config[name]:
                _refuse(path, f"c.{name}", option, [f"c.{one}.{option}" for one in close])
    _refuse_delimiters(path, config)


def check_values(path: Path, config: Config) -> None:
    """See that the sections beside `c.Course` have values that they can have.

    traitlets itself finds a wrong one only where the section is used, when a class has been graded
    for an hour, perhaps.

    Raises:
        CourseError: one of them cannot be.
    """
    for one in OWN:
        try:
            one(config=config)
        except TraitError as error:
            raise CourseError(f"{path}: {error}") from error


def _refuse(path: Path, section: str, option: str, known: Iterable[str]) -> None:
    text = _("{path}: there is no setting {section}.{option}; {nearest}")
    raise CourseError(
        text.format(path=path, section=section, option=option, nearest=nearest(option, known))
    )


def _refuse_delimiters(path: Path, config: Config) -> None:
    """See that nbgrader looks for its own markers: the kit knows no others.

    With others, hidden tests would pass for visible ones and run in the student's process.

    Raises:
        CourseError: it looks for others.
    """
    sections = ("ClearSolutions", "ClearHiddenTests", "ClearMarkScheme")
    options = [
        f"c.{section}.{option}"
        for section in sections
        for option, value in config.get(section, {}).items()
        if option.endswith("_delimeter") and not MARKER.fullmatch(value)
    ]
    if options:
        raise CourseError(
            _("{config}: markers cannot be changed here; delete {options}").format(
                config=path, options=", ".join(options)
            )
        )
