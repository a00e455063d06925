"""The student's kernel: what ends it ends it in its own cell, however busy the machine is."""

import pytest

from autograder.course import Course, Submission
from autograder.gradebook.outcome import rows
from autograder.notebook import load_notebook
from tests.support.grading import EXAM, EXAM_POINTS, graded_csv, hand_in_exam, right_exam
from tests.support.load import busy
from tests.support.marks import slow

NOTHING = dict.fromkeys(EXAM_POINTS, 0.0)
KILLS = {  # nothing in the sandbox can kill the kernel but its own code, which SIGSYS ends
    "child": (
        "import os, subprocess\nsubprocess.Popen(f'sleep 0.3; kill -9 {os.getpid()}', shell=True)"
    ),
    "orphan": "import os\nos.system(f'(sleep 0.3; kill -9 {os.getpid()}) &')",
}
GOES_ON = {  # everything of these notebooks is graded
    **KILLS,
    "exit": "exit()",
    "exit, bare": "exit",
    "quit": "quit(1)",
    "sys.exit": "import sys\nsys.exit(2)",
    "atexit": "import atexit, os\natexit.register(os._exit, 1)",
    "fork": "import os\nos.fork()",
    "far alarm": "import signal\nsignal.alarm(1000)",
    "alarm by the processor's clock": "import signal\nsignal.setitimer(signal.ITIMER_PROF, 0.01)",
    "handled alarm": "import signal\nsignal.signal(signal.SIGALRM, print)\nsignal.alarm(1)",
    "pool": (
        "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor()\n"
        "pool.submit(int).result()"
    ),
    "consumer": (
        "import queue, threading\nq = queue.Queue()\n"
        "threading.Thread(target=lambda: print(q.get()), daemon=True).start()"
    ),
}
ENDS = {  # these end in the cell that began it
    "os._exit": "import os\nos._exit(0)",
    "os.kill": "import os\nos.kill(os.getpid(), 9)",
    "timer": "import os, threading\nthreading.Timer(0.3, os._exit, [0]).start()",
    "daemon thread": (
        "import os, threading, time\ndef end():\n    time.sleep(0.3)\n    os._exit(0)\n"
        "threading.Thread(target=end, daemon=True).start()"
    ),
    "alarm": "import signal\nsignal.alarm(1)",
    "asyncio": "import asyncio, os\nasyncio.get_event_loop().call_later(0.3, os._exit, 0)",
    "raw thread": (
        "import _thread, os, time\ndef end():\n    time.sleep(0.3)\n    os._exit(0)\n"
        "_thread.start_new_thread(end, ())"
    ),
    "task": (
        "import asyncio, sys\nasync def end():\n    await asyncio.sleep(0.3)\n    sys.exit()\n"
        "kept = asyncio.create_task(end())"
    ),
    "worker": (
        "import os, time\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "pool = ThreadPoolExecutor()\nend = lambda: (time.sleep(0.3), os._exit(0))\n"
        "kept = pool.submit(end)"
    ),
    "event loop": "import asyncio\nasyncio.get_event_loop().stop()",
    "shell": "get_ipython().exit_now = True",
}
FEW = ["os._exit", "timer", "task"]  # one of each kind
NOT_HERE = {
    "window": "%matplotlib qt",
    "widget": "%matplotlib widget",
    "conda": "%conda install numpy",
    "extension": "%load_ext nb_black",
    "magic": "%tensorboard --logdir logs",
    "assigned": "x = %watermark",
}
NAMED = ("exit", "quit", "sys.exit", "child", *list(ENDS)[:6])  # those that students have handed in
TIMES = 20  # that each of them is graded
BLAMED = "the kernel ended in cell *double*"


def graded(
    course: Course, kinds: dict[str, str], form: str = "{answer}\n{code}"
) -> dict[str, tuple[dict[str, float], str]]:
    """Grade exams whose first cell has some code beside it; return points and what is shown."""
    todo = []
    for number, code in enumerate(kinds.values()):
        notebook = right_exam(course)
        cell = next(cell for cell in notebook.cells if cell.id == "double")
        cell.source = form.format(answer=cell.source, code=code)
        hand_in_exam(course, f"{number:02}", notebook)
        todo.append(Submission(f"{number:02}", "exam"))
    outcomes, _csv = graded_csv(course, todo)
    found = {}
    for kind, outcome in zip(kinds, outcomes, strict=True):
        points = {row.grade_id: row.score or 0.0 for row in rows(course, [outcome])}
        path = course.root / "autograded" / outcome.submission.student / EXAM
        found[kind] = points, str([cell.get("outputs") for cell in load_notebook(path).cells])
    return found


@pytest.mark.slow
def test_what_does_not_end_the_kernel_costs_nothing(small: Course) -> None:
    found = graded(small, GOES_ON)

    assert {kind: points for kind, (points, _shown) in found.items()} == dict.fromkeys(
        GOES_ON, EXAM_POINTS
    )


@pytest.mark.slow
def test_a_magic_for_what_is_not_here_does_not_end_its_cell(small: Course) -> None:
    found = graded(small, NOT_HERE, "{code}\n{answer}")

    assert {kind: points for kind, (points, _shown) in found.items()} == dict.fromkeys(
        NOT_HERE, EXAM_POINTS
    )
    assert [kind for kind, (_points, shown) in found.items() if "stderr" not in shown] == []


def test_an_error_in_a_magic_ends_its_cell(small: Course) -> None:
    found = graded(small, {"time": "%time 1 / 0", "run": "%run nothing.py"}, "{code}\n{answer}")

    lost = {**EXAM_POINTS, "test-double": 0.0}
    assert [points for points, _shown in found.values()] == [lost, lost]


def test_what_ipython_itself_cannot_read_ends_its_cell(small: Course) -> None:
    kinds = {
        "sum": "x = " + " + ".join(["1"] * 4000),
        "calls": "x = ''" + ".strip()" * 20_000,
        "patched": "get_ipython().should_run_async = 0",
    }
    found = graded(small, kinds)

    lost = {**EXAM_POINTS, "test-double": 0.0}
    assert found["sum"][0] == found["calls"][0] == lost
    assert "RecursionError" in found["sum"][1]
    assert found["patched"][0]["test-greet"] == 0.0  # each cell after it fails, at once


@pytest.mark.parametrize("names", [FEW, slow(list(ENDS))])
def test_the_kernel_ends_in_the_cell_that_ended_it(small: Course, names: list[str]) -> None:
    found = graded(small, {name: ENDS[name] for name in names})

    assert {kind: points for kind, (points, _shown) in found.items()} == dict.fromkeys(
        names, NOTHING
    )
    assert [kind for kind, (_points, shown) in found.items() if BLAMED not in shown] == []


@pytest.mark.slow
def test_on_a_busy_machine_there_is_one_result(small: Course) -> None:
    """The same file, the same grade and the same cell that is blamed, every time."""
    every = {**GOES_ON, **ENDS}
    kinds = {f"{name} {n}": every[name] for name in NAMED for n in range(TIMES)}
    with busy():
        found = graded(small, kinds)

    results = {name: {str(found[f"{name} {n}"]) for n in range(TIMES)} for name in NAMED}
    assert {name: len(one) for name, one in results.items()} == dict.fromkeys(NAMED, 1)


@pytest.mark.slow
def test_without_a_sandbox_exit_ends_its_cell_only_as_well(small: Course) -> None:
    small.sandbox = small.config.Course.sandbox = "none"

    found = graded(small, {"exit": "exit()", "timer": ENDS["timer"], "child": KILLS["child"]})

    assert [points for points, _shown in found.values()] == [EXAM_POINTS, NOTHING, NOTHING]


@pytest.mark.slow
def test_an_end_that_comes_later_names_the_cell_that_began_it(small: Course) -> None:
    """Beyond what the kernel waits for, the cell that is running ends; the other is named."""
    begin = (
        "import threading, os\nend = threading.Event()\ndef wait():\n"
        "    while not end.wait(0.05):\n        pass\n    os._exit(0)\n"
        "threading.Thread(target=wait, daemon=True).start()"
    )
    bring = "end.set()\nthreading.Event().wait(30)"  # the end comes while this cell runs
    notebook = right_exam(small)
    for cell in notebook.cells:
        if cell.id in ("double", "greet"):
            cell.source += {"double": f"\n{begin}", "greet": f"\n{bring}"}[cell.id]
    hand_in_exam(small, "late", notebook)

    outcomes, _csv = graded_csv(small, [Submission("late", "exam")])

    points = {row.grade_id: row.score for row in rows(small, outcomes)}
    cells = load_notebook(small.root / "autograded" / "late" / EXAM).cells
    assert points == {**EXAM_POINTS, "test-greet": 0.0}
    assert "in cell *greet*; something started in *double* was still running" in str(cells)
