"""Many workers: the same grades as one, nothing secret goes to them, and every kill is survived."""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.course import Course, Submission, load_course, submissions
from autograder.engine import cluster, driver, single
from autograder.engine.cluster import Cluster, worker_count
from autograder.engine.dispatch import Workforce, dispatch
from autograder.engine.driver import grade
from autograder.engine.job import Job, Prepared, Result
from autograder.engine.jobs import Jobs
from autograder.engine.runner import JobRunner
from autograder.engine.single import SingleWorker, single_worker
from autograder.engine.worker import prepare
from autograder.engine.workers import workers
from autograder.errors import CourseError, NotGraded
from autograder.gradebook.outcome import rows, write_csv
from autograder.limits import Limits
from autograder.notebook import code
from tests.support.grading import hand_in_exam, right_exam, workforce
from tests.support.marks import slow

pytestmark = pytest.mark.xdist_group("engine")
STUDENTS = ("ana", "bia", "caio", "davi")


@pytest.fixture(scope="module")
def two(course: Course) -> Iterator[Cluster]:
    """Two workers."""
    with cluster.cluster(course, 2) as found:
        yield found


@pytest.fixture(params=["cluster", slow("single")])
def either(request: pytest.FixtureRequest) -> Iterator[Workforce]:
    """Workers of either kind."""
    if request.param == "cluster":
        yield request.getfixturevalue("two")
    else:
        with single_worker() as one:
            yield one


def hand_in(course: Course, students: tuple[str, ...] = STUDENTS) -> list[Submission]:
    """Let a class hand in: every other one right, the others with a mistake of their own."""
    for number, student in enumerate(students):
        notebook = right_exam(course)
        if number % 2:
            notebook.cells[1].source = f"def double(x):\n    return {number + 2} * x"
        folder = hand_in_exam(course, student, notebook)
        (folder / "data.txt").write_text(student)
    return submissions(course)


def written(course: Course) -> dict[str, bytes]:
    """Return grades.csv and all that is in autograded/."""
    paths = [course.root / "grades.csv", *(course.root / "autograded").rglob("*")]
    return {str(p.relative_to(course.root)): p.read_bytes() for p in paths if p.is_file()}


def test_two_workers_write_what_one_writes_byte_for_byte(small: Course, two: Cluster) -> None:
    todo = hand_in(small)
    found = []
    for some, order in ((workforce(), todo), (two, todo[::-1])):
        outcomes = grade(small, order, lambda outcome: None, workforce=some)
        write_csv(small.root / "grades.csv", rows(small, outcomes))
        found.append(written(small))

    assert found[0] == found[1]
    assert [outcome.submission for outcome in outcomes] == todo[::-1]
    csv = found[0]["grades.csv"].decode()
    assert csv.count("test-double,2,2,graded") == csv.count("test-double,0,2,graded") == 2


def test_where_nothing_has_changed_no_worker_is_started(
    small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    todo = hand_in(small, STUDENTS[:1])
    first = grade(small, todo, lambda outcome: None, workforce=workforce())
    monkeypatch.setattr(driver, "workers", None)  # whoever called it would fail

    again = grade(small, todo, lambda outcome: None, only_changed=True)

    assert [outcome.kept for outcome in first + again] == [False, True]


def test_only_what_has_changed_is_graded_again(small: Course) -> None:
    todo = hand_in(small, STUDENTS[:2])
    first = grade(small, todo, lambda outcome: None, workforce=workforce())
    hand_in_exam(small, "bia", right_exam(small))

    again = grade(small, todo, lambda outcome: None, workforce=workforce(), only_changed=True)

    assert [outcome.kept for outcome in first] == [False, False]
    assert [outcome.kept for outcome in again] == [True, False]
    assert sum(row.score or 0 for row in rows(small, again)) == 10


def seeded(course: Course, submission: Submission) -> Job:
    """Return the job of grading a submission, which a worker has prepared."""
    making = Jobs(course)
    task = (prepare, making.to_grade(submission))
    ((job, answer),) = dispatch(workforce(), [task], lambda count: None)
    assert isinstance(answer, Prepared)
    return making.seeded(job, answer)


def test_a_job_holds_no_key_and_nobody_elses_work(small: Course) -> None:
    todo = hand_in(small, STUDENTS[:2])
    grade(small, todo, lambda outcome: None, workforce=workforce())
    (small.root / "secret.key").write_text("S" * 40)
    (small.root / "receipt.key").write_text("R" * 40)

    job = seeded(small, todo[0])
    sent = pickle.dumps([Jobs(small).to_grade(todo[0]), job])

    assert job.seeds["Exam"].keys() == {"test-double", "test-greet"}
    assert b"ana" in sent
    for secret in (b"bia", b"S" * 40, b"R" * 40):
        assert secret not in sent


def test_seeds_are_those_that_the_course_derives(small: Course) -> None:
    (one,) = hand_in(small, STUDENTS[:1])
    job = seeded(small, one)
    text = job.files["submitted/ana/exam/Exam.ipynb"]
    data = job.files["submitted/ana/exam/data.txt"]
    files = {"data.txt": sha256(data).hexdigest()}
    written = code(nbformat.reads(text.decode(), as_version=4))

    assert any("def double(x):" in cell for cell in written)
    assert {"test-double", "test-greet"} <= set(written)
    assert small.seed("test-double", written, files).hex() == job.seeds["Exam"]["test-double"]


def asked(course: Course, notebook: NotebookNode, **files: str) -> str:
    """Return the seed of a submission's first test."""
    folder = hand_in_exam(course, "ana", notebook)
    for name, text in files.items():
        (folder / name).write_text(text)
    return seeded(course, Submission("ana", "exam")).seeds["Exam"]["test-double"]


def test_whatever_can_hold_a_table_of_answers_changes_the_questions(small: Course) -> None:
    right, table, order, locked = (right_exam(small) for _ in range(4))
    for nb, source in ((table, "table = {1: 2}"), (order, "pass")):
        nb.cells.insert(0, new_code_cell(source))
    order.cells.append(order.cells.pop(0))
    for cell in locked.cells:
        if cell.metadata.get("nbgrader", {}).get("locked"):
            cell.source += "\n# a table"
    seed = asked(small, right)

    different = [
        asked(small, table),
        asked(small, order),
        asked(small, right, data="{1: 2}"),
        asked(small, right, table="{1: 2}"),
    ]
    assert len({seed, *different}) == 5
    assert seed == asked(small, locked)
    assert seed == asked(small, right)


def test_a_time_of_submission_and_the_secret_of_the_exchange_are_no_part_of_the_seed(
    small: Course,
) -> None:
    times = {"timestamp.txt": "2026-01-01 10:00:00 UTC", "submission_secret.txt": "abc"}

    assert asked(small, right_exam(small)) == asked(small, right_exam(small), **times)


def ends_its_worker(runner: JobRunner, job: Job) -> Result:
    """Do a job as a worker does; one student's ends every worker that takes it."""
    if job.submission.student == "caio":
        os._exit(1)
    return Result(log=job.submission.student)


def test_a_job_that_ends_its_workers_is_given_up_and_takes_no_other_along(
    small: Course, either: Workforce
) -> None:
    blank = Jobs(small).to_grade
    tasks = [(ends_its_worker, blank(Submission(name, "exam"))) for name in STUDENTS]
    found = {
        job.submission.student: answer
        for job, answer in dispatch(either, tasks, lambda count: None)
    }

    assert isinstance(found["caio"], NotGraded)
    assert "4 workers died" in str(found["caio"])
    others = [name for name in STUDENTS if name != "caio"]
    assert [found[name].log for name in others] == others  # type: ignore[union-attr]


def dies_once(runner: JobRunner, job: Job) -> Result:
    """Do a job; the first worker that takes davi's is killed."""
    mark = Path(job.common.unpacked().hidden[0], "killed")
    if job.submission.student == "davi" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Result(log=str(os.getpid()))


def test_a_worker_that_is_killed_costs_nothing(small: Course, either: Workforce) -> None:
    blank = Jobs(small).to_grade
    tasks = [(dies_once, blank(Submission(name, "exam"))) for name in STUDENTS]
    found = list(dispatch(either, tasks, lambda count: None))

    assert (small.root / "killed").exists()
    assert all(isinstance(answer, Result) for _job, answer in found)


def test_a_single_worker_ends_with_its_command_and_leaves_nothing() -> None:
    with single_worker() as one:
        process = psutil.Process(one._process.pid)  # the last child may be another test's
        folder = one._folder
        assert process.is_running()
        assert folder.is_dir()

    assert not process.is_running()
    assert not folder.exists()


@pytest.mark.slow
def test_a_folder_that_a_killed_command_left_is_removed_by_the_next() -> None:
    left = Path(tempfile.mkdtemp(prefix=single.PREFIX))
    (left / "lock").touch()

    with single_worker() as one, single_worker():
        assert one._folder.is_dir()

    assert not left.exists()


@pytest.mark.slow
def test_a_command_that_begins_while_a_worker_starts_leaves_its_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin = SingleWorker._begin

    def begin_beside_another(worker: SingleWorker, way: str) -> None:
        monkeypatch.setattr(SingleWorker, "_begin", begin)
        with single_worker():
            pass
        begin(worker, way)

    monkeypatch.setattr(SingleWorker, "_begin", begin_beside_another)

    with single_worker() as one:
        assert one._folder.is_dir()


def test_a_sandbox_that_is_killed_from_outside_costs_no_points(small: Course, two: Cluster) -> None:
    """The same command grades it afterwards."""
    notebook = right_exam(small)
    wait = "import os, time\ntime.sleep(0 if os.path.exists('short.txt') else 60)\n"
    for cell in notebook.cells:
        if cell.id == "double":
            cell.source = wait + cell.source
    folder = hand_in_exam(small, "ana", notebook)
    graded = threading.Event()

    with ThreadPoolExecutor(1) as pool:
        killing = pool.submit(kill_a_sandbox, graded)
        try:
            (lost,) = grade(small, submissions(small), lambda outcome: None, workforce=two)
        finally:
            graded.set()
        assert killing.result()
    (folder / "short.txt").touch()
    (found,) = grade(small, submissions(small), lambda outcome: None, workforce=two)

    assert "the sandbox was ended" in lost.problem
    assert [row.score for row in rows(small, [found])] == [2, 3]


def kill_a_sandbox(graded: threading.Event) -> bool:
    """Kill the first process of a kernel's namespace, once the kernel has had time to start.

    Of whatever worker: one that an earlier test killed may be starting again.
    """
    while not graded.wait(0.1):
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.NoSuchProcess, FileNotFoundError, ProcessLookupError):
                status = Path(f"/proc/{process.pid}/status").read_text()
                levels = status.partition("NSpid:")[2].splitlines()[0].split()
                old = time.time() - process.create_time() > 4
                if old and len(levels) == 3 and levels[-1] == "1":  # parent's, then kernel's
                    process.kill()
                    return True
    return False


def test_another_kit_does_not_judge(small: Course) -> None:
    (one,) = hand_in(small, STUDENTS[:1])
    making = Jobs(small)
    making._kit = "another"
    ((_job, answer),) = dispatch(workforce(), [(prepare, making.to_grade(one))], lambda count: None)

    assert isinstance(answer, NotGraded)
    assert "version of the kit differs" in str(answer)


@pytest.mark.parametrize(
    ("free", "cores", "most", "expected"),
    [(9, 4, 10, 2), (64, 4, 10, 4), (64, 4, 3, 3), (1, 4, 9, 1)],
)
def test_as_many_work_as_there_are_cores_and_memory_for(
    course: Course, free: int, cores: int, most: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "CPU_COUNT", cores)
    monkeypatch.setattr(cluster, "MEMORY_LIMIT", free * 2**30)
    assert Limits(config=course.config).memory == 4 * 2**30

    assert expected == worker_count(course, most)


def test_a_scheduler_that_is_not_there_is_named(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with (
        pytest.raises(CourseError, match=r"no Dask scheduler at tcp://127\.0\.0\.1:9"),
        workers(course, 1, "tcp://127.0.0.1:9"),
    ):
        pass


@pytest.mark.slow
def test_a_command_that_is_killed_is_finished_by_the_same_command(small: Course) -> None:
    hand_in(small)
    command = [sys.executable, "-m", "autograder", "grade", "--course", str(small.root)]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    outcomes = small.root / ".runs" / "outcomes"
    while not list(outcomes.glob("[!.]*/[!.]*.json")):
        assert first.poll() is None
        time.sleep(0.01)  # until somebody is graded
    first.kill()
    first.wait()
    before = {p: p.read_bytes() for p in (small.root / "receipts").rglob("*.json")}

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert before
    assert {p: p.read_bytes() for p in before} == before  # nothing is graded twice
    csv = (small.root / "grades.csv").read_text()
    assert csv.count(",graded,") == 2 * len(STUDENTS)
    assert not (small.root / ".runs" / "run.json").exists()
    assert load_course(small.root).root == small.root
