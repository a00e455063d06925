"""Executing: the student's cells in their sandbox, the hidden regions in this process."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.preprocessors import Execute
from traitlets import Dict, List, Unicode

from autograder.course import environment, load_course
from autograder.errors import FaultyTest, NotGraded, StudentStopped
from autograder.grade import overdue
from autograder.grade.kept import explanation, locked_names
from autograder.grade.newer import check_version
from autograder.grade.notes import NOTES
from autograder.grade.outputs import Collector
from autograder.grade.repair import release_of
from autograder.grade.session import Session
from autograder.grade.stage import GRADING, bring, hashes, kernel_environment, trust_lesson
from autograder.gradebook.released import GradeCell, grade_cells, known_notebook
from autograder.i18n import _
from autograder.judge.hidden import examine
from autograder.judge.lines import region_of, with_earlier
from autograder.judge.packages import folders, importable
from autograder.judge.region import Source, is_plain, released_by
from autograder.judge.report import Finding, Report, without_verdict
from autograder.judge.student import KernelStudent
from autograder.limits import Limits
from autograder.notebook import called, code, display, grade_id
from autograder.sandbox.bubblewrap import HOME, KERNEL, MODULES, SOCKETS, find
from autograder.sandbox.client import SealedKernelManager
from autograder.sandbox.imports import imported_first, imports_differ
from autograder.sandbox.provisioner import specified
from autograder.sandbox.watchdog import Stop, Watchdog
from autograder.text import printable

LONG = 1.0  # seconds; a receipt says which cells took longer, with what their check asked


class SealedExecute(Execute):  # type: ignore[misc]
    """Run a submission so that judge and student never share a process.

    nbgrader calls it instead of its Execute. A grade cell's visible part runs in the
    student's kernel like any other cell; its hidden region, taken from the gradebook and never
    from the submission, runs here and asks over the channel. The kernel lives in a sandbox
    unless `c.Course.sandbox` says otherwise, and a watchdog enforces `c.Limits` there. What was
    found is left in `resources["autograder"]` for `SaveReports`: the reports, why there are none of
    tests that are at fault themselves, and all that a receipt says.
    """

    fork_server = Unicode(help="Folder of a fork server; empty: kernels start cold.").tag(
        config=True
    )
    hidden = List(
        Unicode(), help="Folders that stay invisible beside the course's own and its checks."
    ).tag(config=True)
    overdue_notes = Unicode(
        help="Folder with notes of regions that have ended a process; empty: none are made."
    ).tag(config=True)
    seeds = Dict(help="Seeds by grade id, in hexadecimal; empty: from the course's key.").tag(
        config=True
    )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any], km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Execute and judge one notebook (nbgrader calls this)."""
        began = time.monotonic()
        self._folder = Path(resources["metadata"]["path"])
        self._course = load_course(self._folder, self.config)
        self._limits = Limits(config=self._course.config)
        self._sealed = self._course.sandbox != "none"
        self._cells = grade_cells(known_notebook(resources))
        self._released = released_by(map(_source, release_of(resources)))
        regions = {
            n: region_of(c.visible, c.hidden, c.above, c.below) for n, c in self._cells.items()
        }
        self._regions = with_earlier(regions, self._released)
        self._code = code(nb)
        sources = "\n".join(cell.source for cell in nb.cells)
        # who gives a fork server has looked already
        differ = not self.fork_server and imports_differ(self._folder, [sources])
        self._first = [] if differ else imported_first(sources)
        self._saved_with = nb.metadata.get("language_info", {}).get("version", "")
        self._reports: dict[str, Report] = {}
        self._faults: dict[str, str] = {}
        self._seeds: dict[str, bytes] = {}
        self._seconds: dict[str, float] = {}
        self._session: Session | None = None
        self._collector = Collector(self._limits.output)
        self.raise_on_iopub_timeout = False  # output that does not come ends nothing
        self.iopub_timeout = max(1, int(self._limits.cell_wall / 5))
        self._files = hashes(self._folder)
        if self._sealed:
            find()
        try:
            with (
                environment(**GRADING, LESSON_LANGUAGE=self._course.language),
                self._make_stage() as stage,
                importable(self._course),
            ):
                self._stage = Path(stage)
                nb, resources = super().preprocess(nb, resources, km)
        except (RuntimeError, OSError) as error:
            raise self._failed(error) from error
        names = locked_names(nb.cells)
        for cell in nb.cells:
            self._explain(cell, names)
            self._show_report(cell)
        if self._session and self._session.ended:
            text = _("{reason}; whatever needed the kernel after that got 0 points")
            resources.setdefault(NOTES, []).append(text.format(reason=self._session.ended))
        resources["autograder"] = {
            "reports": self._reports,
            "faults": self._faults,
            "seeds": self._seeds,
            "hidden": self._regions,
            "files": self._files,
            "stops": self._session.stops if self._session else [],
            "usage": {**self._usage(time.monotonic() - began), "cells": self._seconds},
        }
        return nb, resources

    def _failed(self, error: Exception) -> NotGraded:
        text = _("the kernel could not be run to the end: {error}")
        if self._session is None:
            text = _("the kernel could not be started: {error}")
        return NotGraded(text.format(error=error))

    def _secret_folders(self) -> list[Path]:
        packages = folders(self._course).values()
        return [self._course.root, *packages, *map(Path, self.hidden)]

    def _make_stage(self) -> TemporaryDirectory[str]:
        stages = Path(self.fork_server, "stages") if self.fork_server else None
        stage = TemporaryDirectory(prefix="kernel-", dir=stages)
        if stages:
            Path(stage.name).chmod(
                0o755
            )  # for the fork server; what it lies in is its owner's only
        return stage

    def _usage(self, seconds: float) -> dict[str, float]:
        """What grading took: seconds by the clock, and what the sandbox used at most."""
        used = {"wall": seconds, **(self._session.usage if self._session else {})}
        return {name: round(value, 2) for name, value in used.items()}

    def create_kernel_manager(self) -> Any:
        """Reach the kernel over files, which need no network (NotebookClient calls this)."""
        limits = {"wall": self._limits.cell_wall, "output": self._limits.output}
        self.extra_arguments = [f"--SettledKernel.{name}={most}" for name, most in limits.items()]
        if not self._sealed:
            trust_lesson(self._folder)
            manager = super().create_kernel_manager()
            manager.ip = str(self._stage / "channel")  # absolute, else the kernel hangs
            manager.kernel_spec.argv = [sys.executable, str(KERNEL), "-f", "{connection_file}"]
        else:
            self.kernel_manager_class = SealedKernelManager
            self.timeout = None  # the watchdog's to enforce
            self.shutdown_kernel = "immediate"
            manager = super().create_kernel_manager()
            manager.session.refused = self._refuse
            manager.ip = f"{SOCKETS}/channel"
            manager.connection_file = str(self._stage / "connection.json")
            bring(self._folder, self._stage / "files")
            manager.kernel_spec.metadata = specified(
                manager.kernel_spec.metadata,
                stage=self._stage,
                hidden=self._secret_folders(),
                environment=kernel_environment(self._course),
                limits=self._limits,
                fork_server=self.fork_server and f"{self.fork_server}/socket",
            )
        manager.transport = "ipc"
        return manager

    @contextmanager
    def setup_kernel(self, **kwargs: Any) -> Iterator[None]:
        """Start the kernel, and set the watchdog over it (preprocess calls this)."""
        if not self._sealed:
            with (
                self._course.log_file.open("a") as log,
                super().setup_kernel(stdout=log, stderr=log, **kwargs),
            ):
                self._session = Session(self.km, self.kc, self._limits, None)
                trust_lesson(self._stage / "course")
                self._session.enter(
                    str(self._folder.resolve()), str(self._stage / "course"), self._first
                )
                yield
            return
        with super().setup_kernel(**kwargs):
            watchdog = Watchdog(self.km.provisioner.sandbox, self._limits)
            self._session = Session(self.km, self.kc, self._limits, watchdog)
            try:
                self._session.enter(HOME, MODULES, self._first)
                yield
            finally:
                watchdog.dismiss()

    @property
    def _running(self) -> Session:
        """The session, once `setup_kernel` has begun it."""
        assert self._session is not None
        return self._session

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Execute one cell; if it is a grade cell, judge it as well."""
        name = grade_id(cell)
        graded = self._cells.get(name)
        if graded is not None:
            cell.source = graded.visible
        began = time.monotonic()
        self._execute(cell, resources, index)
        if graded is not None:
            try:
                self._reports[name] = _whole(self._judge(graded), graded, cell)
            except FaultyTest as fault:
                self._faults[name] = str(fault)
        if (seconds := time.monotonic() - began) >= LONG:
            self._seconds[called(cell)] = round(seconds, 1)
        return cell, resources

    def on_cell_executed(self, **kwargs: Any) -> None:
        """Note whether a cell has left something running (nbclient calls this)."""
        super().on_cell_executed(**kwargs)
        name = called(kwargs["cell"])
        if kwargs["execute_reply"]["content"].get("running") is True:
            self._running.unsettled.append(name)

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        """Take a message of the running cell (nbclient calls this), if it is harmless.

        No message can change the output of another cell. Beyond the limit on output, messages are
        dropped: the cell goes on.
        """
        if not self._sealed:
            return super().process_message(msg, cell, cell_index)
        if not self._collector.takes(msg):
            return None
        if not self.clear_before_next_output and self._collector.adds(msg, cell):
            return None
        return super().process_message(msg, cell, cell_index)

    def _refuse(self, reason: str) -> None:
        """End the sandbox of a kernel that does not speak Jupyter's protocol any more."""
        if self._session is not None:
            text = _("stopped: its kernel sent something that is not a message ({reason})")
            self._session.stop(Stop("messages", text.format(reason=reason)))

    def _execute(self, cell: NotebookNode, resources: dict[str, Any], index: int) -> None:
        """Run a cell in the student's kernel, if it still lives."""
        session = self._running
        if session.ended or cell.cell_type != "code":
            return
        self._display_id_map.clear()  # what another cell shows does not change any more
        self._collector.begin()
        try:
            with session.watching(_("in cell *{name}*").format(name=called(cell))) as stops:
                super().preprocess_cell(cell, resources, index)
        except (DeadKernelError, CellTimeoutError) as error:
            text = _("the kernel ended in cell *{name}*").format(name=called(cell))
            session.end(text)
            cell.outputs = [_error(type(error).__name__, session.ended)]
        else:
            if self._sealed and cell.source.strip():
                self._collector.end(cell)
                if not self._collector.complete:
                    self.iopub_timeout = 1  # it will not come for the next cells either
            cell.outputs += [_error("Stopped", stop.text) for stop in stops]
            if not stops:
                self._check_version(cell)
        cell.execution_count = self.code_cells_executed  # not what the kernel says it is

    def _check_version(self, cell: NotebookNode) -> None:
        """See that a cell was not refused merely because it is for a later Python.

        Raises:
            SubmissionError: it was.
        """
        refused = any(output.get("ename") == "SyntaxError" for output in cell.outputs)
        if refused and not utils.is_locked(cell):
            with suppress(StudentStopped):
                check_version(called(cell), cell.source, self._saved_with, self._running.compiles)

    def _judge(self, graded: GradeCell) -> Report:
        seed = self._seeds[graded.name] = self._seed(graded.name)
        session, where = (
            self._running,
            _("while *{name}* was being checked").format(name=graded.name),
        )

        def evaluate(expression: str) -> Mapping[str, Any]:
            return session.ask(expression, where)

        student = KernelStudent(evaluate, seed)
        region = self._regions[graded.name]
        if not self.overdue_notes:
            return examine(region, student, graded.points, graded.name, self._released)
        notes = Path(self.overdue_notes)
        if report := overdue.report_of(notes, graded.name, region, graded.points):
            return report
        with overdue.noting(notes, graded.name):
            return examine(region, student, graded.points, graded.name, self._released)

    def _seed(self, name: str) -> bytes:
        if not self.seeds:
            return self._course.seed(name, self._code, self._files)
        if name not in self.seeds:
            raise NotGraded(_("grade cell {name!r} came without a seed").format(name=name))
        return bytes.fromhex(self.seeds[name])

    def _explain(self, cell: NotebookNode, names: Mapping[str, str]) -> None:
        """Say below an error that a name is missing because it was defined in a locked cell."""
        report = self._reports.get(grade_id(cell))
        texts = [one.get("evalue", "") for one in cell.get("outputs", ())]
        texts += [one.observed for one in report.findings] if report else []
        if text := explanation(texts, names):
            cell.outputs.append(new_output("stream", name="stderr", text=f"{text}\n"))

    def _show_report(self, cell: NotebookNode) -> None:
        """Put a grade cell's report below what the cell itself has put out."""
        report = self._reports.get(grade_id(cell))
        if report is not None:
            data = {"text/plain": repr(report), "text/html": report._repr_html_()}
            cell.outputs.append(display(data))
        elif grade_id(cell) in self._faults:
            cell.outputs.append(display({"text/plain": "", "text/html": without_verdict()}))


def _source(cell: NotebookNode) -> Source:
    text = cell.source if cell.cell_type == "code" else ""
    return Source(text, given=not utils.is_solution(cell))


def _whole(report: Report, graded: GradeCell, cell: NotebookNode) -> Report:
    """Return the report of a test, of whose visible lines one may have failed.

    An ordinary test is one test, as everywhere in nbgrader. A check judges all that is visible
    itself, and an assertion that is stricter than it takes no points.
    """
    failed = next((one for one in cell.outputs if one.output_type == "error"), None)
    if failed is None or not report.score or not is_plain(graded.hidden):
        return report
    text = printable(f"{failed.get('ename')}: {failed.get('evalue')}", 600)
    return Report(Finding(_("Visible assertion"), False, observed=text), points=graded.points)


def _error(name: str, text: str) -> NotebookNode:
    output: NotebookNode = new_output("error", ename=name, evalue=text, traceback=[text])
    return output
