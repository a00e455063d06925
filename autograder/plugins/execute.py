"""Executing: the student's cells in their kernel, the hidden regions in this process."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jupyter_core.utils import run_sync
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.preprocessors import Execute

import lesson
from autograder.course import environment, load_course
from autograder.errors import NotGraded, StudentStopped
from autograder.exam import examine
from autograder.plugins.regions import GradeCell, grade_cells
from autograder.report import Report
from autograder.student import KernelStudent
from lesson.i18n import _

GRADING = {
    "LESSON_GRADING": "1",  # quick budgets, embedded corpora
    "OMP_NUM_THREADS": "1",  # one thread, here and in TensorFlow: the same sums every time
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TF_CPP_MIN_LOG_LEVEL": "3",  # what TensorFlow says of graphics cards helps nobody here
    "CUDA_VISIBLE_DEVICES": "-1",
    "TQDM_DISABLE": "1",  # no progress bars
}
"""The kernel's environment while grading."""

LESSON = Path(lesson.__file__).parent
RETRY = 5.0  # seconds that an interrupted kernel gets to answer


class SealedExecute(Execute):  # type: ignore[misc]
    """Run a submission so that judge and student never share a process.

    nbgrader calls it in the place of its Execute. A grade cell's visible part runs in the
    student's kernel like any other cell; its hidden region, taken from the gradebook and never
    from the submission, runs here and asks through the door. Reports are left in
    `resources["autograder"]["reports"]`, by grade id, for `SaveReports`.

    The kernel is started by Jupyter's own machinery, so a kernel provisioner can put it into a
    sandbox without a change here.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any], km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Execute and judge one notebook (nbgrader calls this)."""
        where = resources["nbgrader"]
        folder = Path(resources["metadata"]["path"])
        self._course = load_course(folder)
        self._cells = grade_cells(where["db_url"], where["notebook"], where["assignment"])
        self._solutions = [
            cell.source for cell in nb.cells if utils.is_solution(cell) and cell.cell_type == "code"
        ]
        self._reports: dict[str, Report] = {}
        self._stopped: str = ""
        _trust_lesson(folder)
        try:
            with environment(**GRADING), TemporaryDirectory(prefix="kernel-") as sockets:
                self._sockets = sockets
                nb, resources = super().preprocess(nb, resources, km)
        except (RuntimeError, OSError, TimeoutError) as error:
            raise NotGraded(f"the kernel could not be started: {error}") from error
        resources["autograder"] = {"reports": self._reports}
        return nb, resources

    def create_kernel_manager(self) -> Any:
        """Reach the kernel over files, which need no network (NotebookClient calls this)."""
        manager = super().create_kernel_manager()
        manager.transport = "ipc"
        manager.ip = str(Path(self._sockets) / "channel")  # absolute, else the kernel hangs
        return manager

    @contextmanager
    def setup_kernel(self, **kwargs: Any) -> Iterator[None]:
        """Start the kernel with its own messages in the course's log (preprocess calls this)."""
        with (
            self._course.log_file.open("a") as log,
            super().setup_kernel(stdout=log, stderr=log, **kwargs),
        ):
            yield

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Execute one cell; if it is a grade cell, judge it as well."""
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        graded = self._cells.get(name)
        if graded is None:
            self._execute(cell, resources, index)
            return cell, resources
        cell.source = graded.visible
        self._execute(cell, resources, index)
        report = self._judge(graded)
        self._reports[name] = report
        cell.outputs.append(
            new_output(
                "display_data", {"text/plain": repr(report), "text/html": report._repr_html_()}
            )
        )
        return cell, resources

    def _execute(self, cell: NotebookNode, resources: dict[str, Any], index: int) -> None:
        """Run a cell in the student's kernel, if it still lives."""
        if self._stopped:
            return
        try:
            super().preprocess_cell(cell, resources, index)
        except (DeadKernelError, CellTimeoutError) as error:
            self._stopped = _("the kernel ended in the cell that begins with {line!r}").format(
                line=cell.source.strip().split("\n")[0][:60]
            )
            cell.outputs = [new_output("error", ename=type(error).__name__, evalue=self._stopped)]

    def _judge(self, graded: GradeCell) -> Report:
        seed = self._course.seed(graded.name, self._solutions)
        student = KernelStudent(self._evaluate, seed)
        return examine(graded.hidden, student, graded.points, graded.name)

    def _evaluate(self, expression: str) -> Mapping[str, Any]:
        """Put one question to the kernel (an `autograder.student.Evaluator`)."""
        if self._stopped:
            raise StudentStopped(self._stopped)
        message = self.kc.execute(
            "", silent=True, allow_stdin=False, user_expressions={"answer": expression}
        )
        reply = self._reply_to(message, self._course.question_timeout)
        if reply is None:
            self._interrupt(message)
            raise StudentStopped(
                _("no answer within {seconds} s").format(seconds=self._course.question_timeout)
            )
        answer = reply.get("user_expressions", {}).get("answer", {})
        return answer if isinstance(answer, dict) else {}

    def _reply_to(self, message: str, seconds: float) -> dict[str, Any] | None:
        """Return the kernel's reply to this very message, or None when time is up."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                reply = run_sync(self.kc.get_shell_msg)(timeout=min(left, 1.0))
            except Exception as error:  # queue.Empty from zmq's poll, by its own name only
                if type(error).__name__ != "Empty":
                    raise
                if not run_sync(self.km.is_alive)():
                    self._stopped = _("the kernel ended while it was asked")
                    raise StudentStopped(self._stopped) from None
                continue
            if reply["parent_header"].get("msg_id") == message:
                return dict(reply["content"])
        return None

    def _interrupt(self, message: str) -> None:
        """Stop an answer that takes too long, so that other cells can still be judged."""
        run_sync(self.km.interrupt_kernel)()
        if self._reply_to(message, RETRY) is None:
            self._stopped = _("the kernel does not answer any more")


def _trust_lesson(folder: Path) -> None:
    """Put the course's own copy of lesson/ in the place of whatever was submitted as such."""
    place = folder / "lesson"
    if place.is_symlink() or place.is_file():
        place.unlink()
    elif place.exists():
        shutil.rmtree(place)
    shutil.copytree(LESSON, place, ignore=shutil.ignore_patterns("__pycache__"))
