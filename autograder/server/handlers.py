"""The pages' handlers, with formgrader's authentication, XSRF checks and course folder."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from jupyter_server.utils import url_path_join
from nbgrader.api import MissingEntry
from nbgrader.server_extensions.formgrader.base import (
    BaseApiHandler,
    check_notebook_dir,
    check_xsrf,
)
from sqlalchemy.exc import SQLAlchemyError
from tornado import web
from tornado.ioloop import IOLoop

from autograder.course import Course, load_course
from autograder.errors import AutograderError
from autograder.server.answers import (
    Changed,
    Question,
    Shown,
    answers,
    expected,
    questions,
    write,
)
from autograder.server.graders import SAVED, grader, note
from autograder.server.words import words

FORMGRADER = "nbgrader_formgrader"
QUIET = 5.0  # seconds after the last grade, before the tables are written


Method = TypeVar("Method", bound=Callable[..., None])


def _checked(method: Method) -> Method:
    """Check what formgrader checks before each of its answers."""
    checked: Method = check_xsrf(check_notebook_dir(method))
    return checked


class Handler(BaseApiHandler):  # type: ignore[misc]
    """What all of them have: the course that formgrader is in."""

    def prepare(self) -> Any:
        """See that formgrader runs here at all (tornado calls this)."""
        if FORMGRADER not in self.settings:
            raise web.HTTPError(404, "Formgrader is not enabled on this server")
        return super().prepare()

    @property
    def course(self) -> Course:
        """The course, in whose language pages are written."""
        return load_course(Path(self.coursedir.root))

    def show(self, template: str, **values: Any) -> None:
        """Write a page on which only our own script can run."""
        nonce = secrets.token_urlsafe(16)
        self.set_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; "
            "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'self'",
        )
        environment = Environment(
            loader=PackageLoader("autograder.server", "."),
            undefined=StrictUndefined,
            autoescape=True,
        )
        environment.globals.update(words=words(), base_url=self.base_url, nonce=nonce)
        self.finish(environment.get_template(template).render(**values))


class Questions(Handler):
    """The questions that a person grades."""

    @web.authenticated
    @_checked
    def get(self) -> None:
        """Write the page."""
        course = self.course
        self.show("questions.html.j2", language=course.language, questions=questions(course))


class AnswersTo(Handler):
    """All answers to one question."""

    @web.authenticated
    @_checked
    def get(self, assignment: str, notebook: str, cell: str) -> None:
        """Write the page."""
        course, names = self.course, (assignment, notebook, cell)
        shown = Shown(course)
        question = _named(course, *names)
        self.show(
            "answers.html.j2",
            language=course.language,
            question=question,
            expected=expected(course, question, shown),
            answers=answers(course, question, shown),
            css=shown.css,
            xsrf=self.xsrf_token.decode("ascii"),
        )


def _named(course: Course, *names: str) -> Question:
    for one in questions(course):
        if (one.assignment, one.notebook, one.cell) == names:
            return one
    raise web.HTTPError(404, "no such question")


class GiveFor(Handler):
    """What a person gives for one answer."""

    @web.authenticated
    @_checked
    def put(self, grade: str) -> None:
        """Write it into the gradebook; 409: somebody else did meanwhile."""
        data = self.get_json_body()
        try:
            score = None if data["score"] is None else float(data["score"])
            given = (data["seen"], score, str(data["comment"]))
        except (KeyError, TypeError, ValueError) as error:
            raise web.HTTPError(400, f"not a grade: {error!r}") from error
        try:
            self.finish(json.dumps({"state": write(self.course, grade, *given)}))
        except MissingEntry as error:
            raise web.HTTPError(404) from error
        except Changed as error:
            self.set_status(409)
            self.finish(json.dumps({"message": str(error), "state": error.state}))
        except AutograderError as error:
            self.set_status(400)
            self.finish(json.dumps({"message": str(error)}))


class Tables:
    """Keeps the tables up to date when a person has graded, here or in formgrader.

    grades.csv and totals.csv are written again; graders.csv gets a line.

    Args:
        settings: tornado's, of the server.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._log = settings.get("log_function")
        self._due: object | None = None

    def __call__(self, handler: web.RequestHandler) -> None:
        """Look at a request that was answered (tornado calls this as its `log_function`)."""
        if self._log is not None:
            self._log(handler)
        path = handler.request.path
        wrote = handler.request.method == "PUT" and handler.get_status() == 200
        if wrote and SAVED.search(path):
            loop = IOLoop.current()
            loop.run_in_executor(None, self.note, path, grader(handler.current_user))
            if self._due is not None:
                loop.remove_timeout(self._due)
            self._due = loop.call_later(QUIET, loop.run_in_executor, None, self.write)

    def note(self, path: str, who: str) -> None:
        """Write down who has saved what."""
        formgrader = self._settings[FORMGRADER]
        try:
            note(load_course(Path(formgrader.coursedir.root)), path, who)
        except (AutograderError, OSError, SQLAlchemyError) as error:
            formgrader.log.error("graders.csv lacks a line (%s, %s): %s", who, path, error)

    def write(self) -> None:
        """Write the tables, in a process of its own."""
        formgrader = self._settings[FORMGRADER]
        root = formgrader.coursedir.root
        done = subprocess.run(
            [sys.executable, "-m", "autograder", "totals", f"--course={root}"],
            cwd=root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            formgrader.log.error("grades.csv and totals.csv are not up to date: %s", done.stderr)


def add_handlers(app: Any) -> None:
    """Add the pages to a Jupyter server."""
    settings = app.web_app.settings
    settings["log_function"] = Tables(settings)
    name = r"([^/]+)"
    pages = [
        (r"/autograder/questions/?", Questions),
        (rf"/autograder/questions/{name}/{name}/{name}/?", AnswersTo),
        (rf"/autograder/api/answer/{name}", GiveFor),
    ]
    base = settings["base_url"]
    app.web_app.add_handlers(".*$", [(url_path_join(base, path), one) for path, one in pages])
