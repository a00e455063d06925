"""Fork servers: kernels forked from them are as sealed as cold ones, and know nothing of others."""

import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.bank.entries import Entry
from autograder.course import Course
from autograder.grade.stage import GRADING
from autograder.gradebook.outcome import rows
from autograder.limits import Limits
from autograder.sandbox import attempts, forkserver
from autograder.sandbox.doctor import planted
from autograder.sandbox.forkserver import Forked, ForkServers, ask
from autograder.sandbox.imports import (
    FRAMEWORKS,
    framework,
    imported_first,
    imports,
    imports_differ,
)
from tests.conftest import ROOT
from tests.support import arena
from tests.support.lms import written
from tests.support.marks import slow, some

FRESH = (  # what looks for the kernel when it is imported: each kernel imports it itself
    "matplotlib_inline.backend_inline",
    "tqdm.auto",
    "tqdm.autonotebook",
    "tqdm.notebook",  # this one is looked for: lesson/quiet.py
)
ATTEMPTS = """
import json, sys, attempts
print("warm", "ipywidgets" in sys.modules)
for name in attempts.REACHES:
    try:
        print(name, getattr(attempts, name)(json.loads({traps!r})))
    except BaseException as error:
        print(name, "refused", type(error).__name__)
"""
LEFT = """
import os, pathlib, socket, subprocess, sys
print("warm", "ipywidgets" in sys.modules)
print("found", [str(p) for d in ("/tmp", "/dev/shm", ".") for p in pathlib.Path(d).glob("left*")])
print("set", hasattr(sys, "left"), os.environ.get("LEFT"), "left" in sys.modules)
one = socket.socket()
one.bind(("127.0.0.1", 5005))
one.listen()
two = socket.create_connection(("127.0.0.1", 5005))
three, _ = one.accept()
three.close(), two.recv(1), two.close(), one.close()  # its port is taken for a minute from now on
print("port", "was free")
try:
    print("first", open("/proc/1/mem", "r+b"))
except OSError as error:
    print("first", type(error).__name__)
for folder in ("/tmp", "/dev/shm", "."):
    pathlib.Path(folder, "left.txt").write_text("left")
sys.left, sys.modules["left"] = True, sys
os.environ.__setitem__("LEFT", "left")  # in a way that nobody expects: else it would start cold
subprocess.Popen(["sleep", "60"], start_new_session=True)
"""
SERVES = """
import socket, tensorflow, forkserver_main
tensorflow.ones((2, 2)) + 1
forkserver_main._serve(socket.socket(fileno={number}), {{}})
"""
pytestmark = pytest.mark.xdist_group("warm class")


class Class:
    """A class of three, graded by one fork server."""

    def __init__(self, course: Course, root: Path) -> None:
        with arena.trapped(root) as traps, planted(root / "reach") as reach:
            self.course = arena.sealed_course(course, root / "course", traps)
            cells = {
                "breaks": ATTEMPTS.format(traps=json.dumps(reach)),
                "first": LEFT,
                "then": LEFT,
            }
            for student, code in cells.items():
                filled = {**arena.SOLUTIONS, "double": arena.SOLUTIONS["double"] + code}
                arena.hand_in(self.course.root, student, Entry(student, "", filled, {}), traps)
            folder = self.course.root / "submitted" / "breaks" / arena.NAME
            (folder / "attempts.py").write_bytes(Path(attempts.__file__).read_bytes())
            self.outcomes = arena.grade_sealed(self.course, traps, list(cells))

    def says(self, student: str) -> dict[str, str]:
        """Return what the first cell printed, by the first word of each line."""
        cell = arena.graded_cell(self.course.root, student, "double")
        text = "".join(output.get("text", "") for output in cell.outputs)
        return dict(line.split(" ", 1) for line in text.splitlines())


@pytest.fixture(scope="module")
def graded(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Class:
    return Class(course, tmp_path_factory.mktemp("warm"))


@pytest.mark.parametrize("student", ["breaks", "first", "then"])
def test_a_warm_kernel_gives_the_points_of_a_cold_one(graded: Class, student: str) -> None:
    found = {
        r.grade_id: r.score for r in rows(graded.course, graded.outcomes) if r.student == student
    }

    assert found == arena.POINTS
    assert graded.says(student)["warm"] == "True"


@pytest.mark.parametrize("name", attempts.REACHES)
def test_what_a_cold_kernel_cannot_reach_a_warm_one_cannot(graded: Class, name: str) -> None:
    assert graded.says("breaks")[name].startswith("refused")


@pytest.mark.parametrize("student", ["first", "then"])
def test_nothing_of_one_submission_is_left_for_the_next(graded: Class, student: str) -> None:
    said = graded.says(student)

    assert (said["found"], said["set"]) == ("[]", "False None False")
    assert (said["port"], said["first"]) == ("was free", "PermissionError")


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[ForkServers]:
    with ForkServers([tmp_path], GRADING, Limits()) as found:
        yield found


def test_a_server_forks_again_and_again_and_is_renewed_when_it_has_ended(
    servers: ForkServers,
) -> None:
    first = servers.for_notebook("x = 1")
    assert first is servers.for_notebook("x = 2")
    for number in range(20):  # on a busy machine, one that is killed has ended by itself before
        stage = first.folder / "stages" / str(number)
        (stage / "files").mkdir(parents=True)
        stage.chmod(0o755)
        (stage / "connection.json").touch()
        child = ask(first.folder / "socket", stage.name, ["--version"], os.dup(2))
        forked = Forked(child)
        if number:
            forked.kill()
        else:
            select.select([child.descriptors[0]], [], [])  # it says its version and ends
        lost = forked.lost()
        assert forked.wait() == 0
        assert number or not lost
        if lost:
            break
    assert lost

    first.kill()

    assert first is not servers.for_notebook("x = 3")


def test_a_server_that_has_grown_is_renewed(
    servers: ForkServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = servers.for_notebook("x = 1")
    monkeypatch.setattr(forkserver, "GROWTH", 0)

    assert first is not servers.for_notebook("x = 2")


@pytest.mark.slow
@pytest.mark.parametrize("text", ["import torch", slow("import tensorflow"), slow("")])
def test_what_is_imported_before_the_fork_starts_no_thread_and_looks_for_no_kernel(
    text: str,
) -> None:
    """A thread does not live on in a fork, and what it holds stays locked there.

    There is no kernel yet either, so that a figure would never be shown.
    """
    code = (
        f"import os, sys, {', '.join(imported_first(text))}\n"
        f"print(len(os.listdir('/proc/self/task')), {{*sys.modules}} & {{*{FRESH}}})"
    )

    assert printed(code) == "1 set()\n"


def printed(code: str) -> str:
    """Return what a program prints that runs where a fork server does."""
    environment = {**os.environ, **GRADING}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize(
    "line",
    [
        'os.environ["KERAS_BACKEND"] = "torch"',
        "os.environ['MPLBACKEND']='agg'",
        'os.environ.setdefault("MPLBACKEND", "agg")',
        "%env MPLBACKEND=agg",
        "os.putenv('MPLBACKEND', 'agg')",
        "del os.environ['MPLBACKEND']",
        "os.environ |= settings",
    ],
)
def test_a_notebook_that_sets_variables_starts_cold(line: str, tmp_path: Path) -> None:
    notebook = new_notebook(cells=[new_code_cell(f"import os\n{line}\nimport keras")])
    nbformat.write(notebook, tmp_path / "Exam.ipynb")

    assert imports_differ(tmp_path)


def test_variables_that_a_package_sets_count_and_those_of_lesson_do_not(tmp_path: Path) -> None:
    text = 'import os\nos.environ["MPLBACKEND"] = "agg"\n'
    written(tmp_path / "lesson" / "quiet.py", text.encode())
    assert not imports_differ(tmp_path)

    written(tmp_path / "helpers" / "__init__.py", text.encode())

    assert imports_differ(tmp_path)


def test_what_only_looks_at_variables_starts_warm(tmp_path: Path) -> None:
    lines = 'print(os.environ["HOME"] == "x", os.environ.get("HOME"), environment)'
    nbformat.write(new_notebook(cells=[new_code_cell(lines)]), tmp_path / "Exam.ipynb")
    assert not imports_differ(tmp_path)

    (tmp_path / "matplotlibrc").touch()

    assert imports_differ(tmp_path)


@pytest.mark.slow
def test_after_an_operation_of_tensorflow_a_server_forks_no_more() -> None:
    """Its child would hang. It says so and ends, and whoever asked starts a kernel cold."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        socket.send_fds(ours, [b"{}"], [2])
        done = subprocess.run(
            [sys.executable, "-c", SERVES.format(number=theirs.fileno())],
            cwd=Path(forkserver.__file__).parent,  # forkserver_main.py is a script
            env={**os.environ, **GRADING},
            capture_output=True,
            text=True,
            check=False,
            pass_fds=(theirs.fileno(),),
        )

    assert done.returncode == 1
    assert "threads do not fork" in done.stderr


def test_a_server_that_has_ended_is_an_error_and_no_endless_wait(servers: ForkServers) -> None:
    server = servers.for_notebook("x = 1")
    server.kill()

    with pytest.raises(ConnectionError):
        ask(server.folder / "socket", "none", [], 2)


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("generative-pytorch/GenerativePyTorch", "torch"),
        ("generative-tensorflow/GenerativeTF", "tensorflow"),
    ],
)
def test_the_framework_that_a_notebook_imports_is_found_in_its_file(name: str, module: str) -> None:
    text = (ROOT / "release" / f"{name}.ipynb").read_text()

    assert [found for found in FRAMEWORKS if imports(found, text)] == [module]


@pytest.mark.parametrize("text", some(["\n", '"', " ", "environ[", "environ ", "del "], 3))
def test_a_hostile_file_is_read_once(text: str, tmp_path: Path) -> None:
    """It would take hours if it were read anew at each place where an import could begin."""
    assert framework(text * 10**6) == ""
    (tmp_path / "Notebook.ipynb").write_text(text * 10**6, encoding="utf-8")
    assert not imports_differ(tmp_path)
