"""Where attacks are tried: a small exam, a class, and traps around them that show what happened.

The exam stands in two courses. One is this kit's. The other is stock nbgrader, its hidden tests
written as an ordinary instructor writes them; there each attack shows that it works at all.
"""

from __future__ import annotations

import os
import re
import secrets
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import psutil
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from autograder.bank.entries import Entry, fill
from autograder.course import Course, Submission, copy_course, environment, load_course
from autograder.engine.driver import grade
from autograder.gradebook.outcome import Outcome
from autograder.notebook import load_notebook
from autograder.release.build import release
from tests.support import shell
from tests.support.guides import KERNEL

NAME, NOTEBOOK = "sealed-exam", "SealedExam.ipynb"
EFFECTS = ("points", "leak", "tamper", "network", "alive", "excess", "unscored", "batch")
CONTROL = re.compile(r"^control: (.+)$", re.MULTILINE)
POINTS = {"test-double": 2, "test-temperature": 4, "test-sampler": 4}

SOLUTIONS = {
    "double": "def double(x):\n    return 2 * x",
    "temperature": (
        "def temperature_probabilities(probabilities, temperature):\n"
        "    powers = np.asarray(probabilities, dtype=np.float64) ** (1 / temperature)\n"
        "    return powers / powers.sum(axis=-1, keepdims=True)"
    ),
    "sampler": (
        "def sample_token(probabilities, temperature, rng):\n"
        "    chosen = temperature_probabilities(probabilities, temperature)\n"
        "    return int(rng.choice(len(chosen), p=chosen))"
    ),
}
SEALED = {
    "test-double": (
        "from autograder.judge import here\n\n"
        "assert here().call('double', 21) == 42\nassert here().call('double', -3) == -6"
    ),
    "test-temperature": (
        "from autograder.assignments.common import temperature\n"
        "from autograder.judge import Report, here\n\n"
        "Report(temperature.divides(here(), 'probabilities'), points=4)"
    ),
    "test-sampler": (
        "from autograder.assignments.common import sampler\n"
        "from autograder.judge import Report, here\n\n"
        "Report(\n"
        "    sampler.follows_softmax(here(), 'probabilities'),\n"
        "    sampler.draws_independent(here(), 'probabilities'),\n"
        "    points=4,\n)"
    ),
}
STOCK = {
    "test-double": "assert double(21) == 42\nassert double(-3) == -6",
    "test-temperature": (
        "p = np.array([0.1, 0.2, 0.7])\nexpected = np.sqrt(p) / np.sqrt(p).sum()\n"
        "assert np.allclose(temperature_probabilities(p, 2.0), expected)"
    ),
    "test-sampler": (
        "rng = np.random.default_rng(1)\np = np.array([0.1, 0.2, 0.7])\n"
        "mean = np.mean([sample_token(p, 1.0, rng) for _ in range(2000)])\n"
        "if abs(mean - 1.6) > 0.1:\n    raise AssertionError('far from the expected mean')"
    ),
}
VISIBLE = {
    "test-double": "assert callable(double)",
    "test-temperature": "assert callable(temperature_probabilities)",
    "test-sampler": "assert callable(sample_token)",
}
LIMITS = """
c.Limits.memory = 512 * 1024**2
c.Limits.processes = 96
c.Limits.disk = 32 * 1024**2
c.Limits.file_size = 32 * 1024**2
c.Limits.files = 2000
c.Limits.output = 1024**2
c.Limits.cell_seconds = 2
c.Limits.notebook_seconds = 12
c.Limits.cell_wall = 20
c.Limits.notebook_wall = 80
"""
STOCK_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.Execute.timeout = 8
"""


def source(hidden: dict[str, str], canary: str) -> NotebookNode:
    """Return the instructor's notebook of the exam with these hidden tests."""
    cells = [new_code_cell("import numpy as np", id="imports")]
    for name, test in zip(SOLUTIONS, POINTS, strict=True):
        text = f"### BEGIN SOLUTION\n{SOLUTIONS[name]}\n### END SOLUTION"
        cells.append(_cell(name, text, solution=True))
        secret = f"# {canary}" + 8 * "\n#"  # so far above the tests that no traceback shows it
        region = f"### BEGIN HIDDEN TESTS\n{secret}\n{hidden[test]}\n### END HIDDEN TESTS"
        cells.append(_cell(test, f"{VISIBLE[test]}\n{region}", points=POINTS[test]))
    made: NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    return made


def _cell(name: str, text: str, points: int = 0, solution: bool = False) -> NotebookNode:
    marks = {"grade_id": name, "schema_version": 3, "grade": points > 0, "solution": solution}
    marks |= {"locked": points > 0, "task": False} | ({"points": points} if points else {})
    cell: NotebookNode = new_code_cell(text, id=name, metadata={"nbgrader": marks})
    return cell


@dataclass
class Traps:
    """What an attack may find, touch or call around its course, and whether it did.

    Attributes:
        canary: a text that stands in the gradebook, the hidden tests, the source folder, a
            neighbour's files, the home folder and the environment of the grader.
        port: of the TCP and the UDP server on loopback; also marks processes that are left.
        calls: what the servers heard.
    """

    root: Path
    canary: str
    port: int = 0
    calls: list[str] = field(default_factory=list)

    @property
    def home(self) -> Path:
        return self.root / "home"

    def set(self, course: Path) -> None:
        """Plant the canary in and around a course folder."""
        for place in (
            course / "source" / "canary.txt",
            self.home / "canary.txt",
            self.home / ".ipython" / "profile_default" / "startup" / "README",
        ):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(self.canary)
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            gradebook.update_or_create_student("canary", last_name=self.canary)

    def state(self, course: Path) -> dict[str, str]:
        """Return what must not change: sources, neighbours' files, the gradebook's canary, home."""
        paths = [
            *(course / "source").rglob("*"),
            *(course / "submitted").rglob("*"),
            *(self.home / ".ipython" / "profile_default" / "startup").iterdir(),
            self.home / "canary.txt",
            self.home / "left.txt",
            course / "left.txt",
            Path(tempfile.gettempdir()) / f"left-{self.port}.txt",
        ]
        found = {str(p): p.read_text("utf-8", "replace") for p in paths if p.is_file()}
        with sqlite3.connect(course / "gradebook.db") as database:
            names = database.execute("select id, last_name from student where id = 'canary'")
            return found | {"gradebook": str(names.fetchall())}


@contextmanager
def trapped(root: Path, canary: str = "") -> Iterator[Traps]:
    """Open the servers that an attack may call, and yield the traps.

    Args:
        root: a folder for the traps and the course.
        canary: the one to use, where it is planted already.
    """
    traps = Traps(root, canary or f"canary-{secrets.token_hex(8)}")
    with ExitStack() as opened:
        tcp = opened.enter_context(socket.create_server(("127.0.0.1", 0)))
        traps.port = tcp.getsockname()[1]
        udp = opened.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", traps.port))
        unix = opened.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        unix.bind(str(root / "trap.sock"))
        hidden = opened.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        hidden.bind(f"\0trap-{traps.port}")
        for kind, server in (("tcp", tcp), ("udp", udp), ("unix", unix), ("abstract", hidden)):
            listener = threading.Thread(target=_listen, args=(kind, server, traps), daemon=True)
            listener.start()
            opened.callback(listener.join)
            opened.callback(_hang_up, server)
        yield traps


def _listen(kind: str, server: socket.socket, traps: Traps) -> None:
    while True:
        try:
            if kind == "tcp":
                server.accept()[0].close()
            elif not server.recv(100):
                return
        except OSError:
            return
        traps.calls.append(kind)


def _hang_up(server: socket.socket) -> None:
    if server.type == socket.SOCK_DGRAM:
        with socket.socket(server.family, socket.SOCK_DGRAM) as last:
            last.sendto(b"", server.getsockname())
    else:
        server.shutdown(socket.SHUT_RDWR)


def placed(entry: Entry, traps: Traps, course: Path) -> dict[str, str]:
    """Tell an attack where things are, which a clever student would find out: `{{COURSE}}` etc."""
    places = {"COURSE": str(course), "ROOT": str(traps.root), "PORT": str(traps.port)}
    cells = dict(entry.cells)
    for name, text in cells.items():
        for word, value in places.items():
            text = text.replace("{{" + word + "}}", value)
        cells[name] = text
    return cells


def hand_in(course: Path, student: str, entry: Entry | None, traps: Traps) -> None:
    """Let a student hand in the exam.

    An honest one (no entry) solves every task and has a file that holds the canary. An attacker
    solves none: cells that the attack does not fill keep their stubs.
    """
    filled = load_notebook(course / "release" / NAME / NOTEBOOK)
    if entry is None:
        filled = fill(load_notebook(course / "source" / NAME / NOTEBOOK), filled, None)
    else:
        cells = placed(entry, traps, course)
        for cell in filled.cells:
            cell.source = cells.get(cell.id, cell.source)
    folder = course / "submitted" / student / NAME
    folder.mkdir(parents=True)
    nbformat.write(filled, folder / NOTEBOOK)
    if entry is None:
        (folder / "notes.txt").write_text(traps.canary)


def sealed_course(original: Course, root: Path, traps: Traps) -> Course:
    """Make a course of this kit's with the exam, released, under narrow limits."""
    copy_course(original, root, [])
    with (root / "course_config.py").open("a") as file:
        file.write(LIMITS)
    (root / "source" / NAME).mkdir(parents=True)
    nbformat.write(source(SEALED, traps.canary), root / "source" / NAME / NOTEBOOK)
    course = load_course(root)
    release(course)
    traps.set(root)
    return course


def grade_sealed(course: Course, traps: Traps, students: list[str]) -> list[Outcome]:
    """Grade a class, as the command line does."""
    todo = [Submission(student, NAME) for student in sorted(students)]
    with environment(HOME=str(traps.home), TRAP=traps.canary):
        return grade(course, todo, lambda outcome: None)


def stock_course(root: Path, traps: Traps) -> Path:
    """Make a course of stock nbgrader's with the exam, released; it can be copied."""
    (root / "source" / NAME).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(STOCK_CONFIG)
    nbformat.write(source(STOCK, traps.canary), root / "source" / NAME / NOTEBOOK)
    _nbgrader(root, traps, "generate_assignment", NAME)
    traps.set(root)
    return root


def grade_stock(course: Path, traps: Traps) -> None:
    """Let stock nbgrader grade whoever handed in, as its users do: in one command."""
    _nbgrader(course, traps, "autograde", NAME)


def _nbgrader(course: Path, traps: Traps, *arguments: str) -> None:
    traps.home.mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env=shell.environment(HOME=str(traps.home), TRAP=traps.canary),
        stdout=subprocess.DEVNULL,  # a pipe would stay open as long as a daemon does
        stderr=subprocess.DEVNULL,
        check=False,  # it fails where an attack makes it fail
        timeout=180,
    )


def scores(course: Path, student: str) -> dict[str, float | None]:
    """Return the points of a student by grade id; empty if there are none."""
    query = (
        "select base_cell.name, coalesce(grade.manual_score, grade.auto_score) from grade"
        " join base_cell on base_cell.id = grade.cell_id"
        " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
        " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
        " where submitted_assignment.student_id = ?"
    )
    with sqlite3.connect(course / "gradebook.db") as database:
        return dict(database.execute(query, (student,)).fetchall())


def effects(
    course: Path, student: str, neighbours: list[str], traps: Traps, before: dict[str, str]
) -> set[str]:
    """Return what an attack achieved (see EFFECTS), by what it left behind.

    Args:
        course: the course folder.
        student: who attacked.
        neighbours: honest students graded before and after.
        traps: around the course.
        before: `traps.state` before the class was graded.
    """
    outputs = _outputs(course / "autograded" / student / NAME / NOTEBOOK)
    own = scores(course, student)
    checks = {
        "points": any(own.get(test) == most for test, most in POINTS.items()),
        "leak": traps.canary in outputs,
        "tamper": traps.state(course) != before,
        "network": bool(traps.calls),
        "alive": any(map(_marked(traps.port).search, _command_lines())),
        "excess": "REACHED" in outputs or len(outputs) > 3_000_000,
        "unscored": not own or None in own.values(),
        "batch": any(scores(course, who) != POINTS for who in neighbours),
    }
    return {name for name, seen in checks.items() if seen}


def graded_cell(course: Path, student: str, name: str) -> NotebookNode:
    """Return a cell of a student's notebook as it was executed."""
    cells: list[NotebookNode] = load_notebook(
        course / "autograded" / student / NAME / NOTEBOOK
    ).cells
    return next(cell for cell in cells if cell.id == name)


def _outputs(path: Path) -> str:
    """The text of a notebook's outputs, without its sources."""
    if not path.exists():
        return ""
    cells = load_notebook(path).cells
    return "\n".join(str(cell.outputs) for cell in cells if cell.cell_type == "code")


def _marked(port: int) -> re.Pattern[str]:
    """Return a pattern of what has a port's number in it, and not as a part of another number."""
    return re.compile(rf"(?<!\d){port}(?!\d)")


def _command_lines() -> Iterator[str]:
    for process in psutil.process_iter(["cmdline", "pid"]):
        if process.pid != os.getpid():
            yield " ".join(process.info["cmdline"] or [])
