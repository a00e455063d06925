"""An ordinary hidden region, run unchanged in the grader's process.

It is written as for stock nbgrader: `assert squares(2) == [1, 4]`. Names that it does not define
are looked up in the student's notebook (see `autograder.judge.remote`); its points are nbgrader's:
all of them or none, or what its last expression says.
"""

from __future__ import annotations

import ast
import builtins
import functools
import importlib
import math
import types
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.errors import FaultyTest, NotGraded, StudentRaised
from autograder.i18n import _
from autograder.judge import paths
from autograder.judge.assertion import Failed, rewritten
from autograder.judge.deadline import Overdue, deadline
from autograder.judge.described import Refused
from autograder.judge.evaluating import Evaluator
from autograder.judge.foreign import NotebookError, found, import_parts
from autograder.judge.keyboard import Keyboard
from autograder.judge.namespaces import Bound, Names
from autograder.judge.notebook import Notebook
from autograder.judge.obstacles import may_run_here, obstacles
from autograder.judge.place import told
from autograder.judge.region import (
    ALIASES,
    KERNEL,
    Released,
    borrowed,
    classes,
    free_names,
    modules_in,
)
from autograder.judge.remote import description, is_one, is_remote, iterated
from autograder.judge.report import Finding, Report, missing_hint
from autograder.judge.running import run
from autograder.judge.settings import kept
from autograder.judge.student import Student
from autograder.judge.there import Both, Looking, where_they_are

HIDDEN = "hidden"
OF_PYTHON = {
    "builtins:function": types.FunctionType,
    "builtins:method": types.MethodType,
    "builtins:generator": types.GeneratorType,
}
LOOKING = ("inspect", "dataclasses", "typing")
"""Modules that look into objects, which only the kernel can."""


def judge(
    region: str, student: Student, points: float, name: str, released: Released | None = None
) -> Report:
    """Run one ordinary region outside the student's process and return its report.

    Raises:
        FaultyTest: the region itself is at fault.
        NotGraded: the machine is.
    """
    released = released or Released()
    if found_ := obstacles(region, imports=released.imports):
        text = _("hidden region of {name!r} cannot be run outside the notebook: {found}")
        raise FaultyTest(text.format(name=name, found="; ".join(found_)))
    scope = Scope(region, student, released)
    problem: BaseException | None = None
    value: object = None
    try:
        with (
            deadline(),
            kept(student, ast.parse(region), released.imports),
            paths.looking_into(scope.notebook),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")  # but where the region collects them
            value = scope.run(name)
            scope.notebook.end()
    except (KeyboardInterrupt, NotGraded):
        raise
    except BaseException as error:
        problem = error
    if scope.notebook.fault is not None:
        raise scope.notebook.fault
    if scope.notebook.refusal:
        return _report(_failed(observed=scope.notebook.refusal), points)
    if problem is not None:
        return _report(_finding(problem, scope, name), points)
    return _report(_credited(value, points, name), points)


def _report(finding: Finding, points: float) -> Report:
    return Report(finding, points=points)


def _failed(expected: str = "", observed: str = "", hint: str = "") -> Finding:
    return Finding(_("Hidden assertion"), False, expected, observed or _("it failed"), hint)


def _finding(error: BaseException, scope: Scope, name: str) -> Finding:
    """Return what a region that did not come to its end says of the student's code.

    Raises:
        FaultyTest: it is the region's own fault.
    """
    unlike = scope.notebook.unlike
    if isinstance(error, Failed):
        return _failed(error.expected, error.observed or unlike, error.message)
    of_the_student = getattr(error, "of_the_student", False)
    if isinstance(error, SystemExit | ImportError) and not of_the_student:
        text = _("hidden region of {name!r} failed: {error}")
        if isinstance(error, ModuleNotFoundError):
            text = _(
                "hidden region of {name!r} failed: {error}. A module beside the notebook is not "
                "the grader's: import it in a read-only cell, and use here what that cell defines"
            )
        raise FaultyTest(text.format(name=name, error=told(error))) from error
    statement = scope.statement_of(error)
    if isinstance(error, AssertionError) or type(error).__module__ == "_pytest.outcomes":
        return _failed(statement, unlike or _shown(_said(error).strip()))
    if isinstance(error, Overdue):
        return _failed(statement, str(error))
    return _failed(statement, _raised(error), _hint_for(error))


def _shown(text: str) -> str:
    """Return a text as far as it can be shown."""
    return text[:600].encode("utf-8", "replace").decode("utf-8")


def _said(error: BaseException) -> str:
    """Return an exception's text; empty if an object of the student's in it does not give one."""
    try:
        return str(error)
    except (Exception, SystemExit, Refused):
        return ""


def _raised(error: BaseException) -> str:
    if isinstance(error, StudentRaised) and not isinstance(error, NotebookError):
        return _shown(_said(error))
    where = getattr(error, "where", ())
    line = f" ({where[-1]})" if where else ""
    return _shown(f"{type(error).__name__}: {_said(error)}{line}")


def _hint_for(error: BaseException) -> str:
    if isinstance(error, NotImplementedError):
        return missing_hint(getattr(error, "stub", False))
    if isinstance(error, NameError):
        return _("A name is missing. Did the cell that defines it run without an error?")
    if isinstance(error, FileNotFoundError) and not getattr(error, "of_the_student", False):
        return _("The test looks for a file in the grader; open(name) finds the notebook's.")
    return ""


def _credited(value: object, points: float, name: str) -> Finding:
    """Return the finding of a region that came to its end, by its last expression.

    Raises:
        FaultyTest: it says another number than the cell has points.
    """
    kind = type(value)
    if kind not in (int, float) and not issubclass(kind, np.floating | np.integer):
        return Finding(_("Hidden assertions"), True)
    share = float(value) / points if points else 1.0  # type: ignore[arg-type]
    if math.isnan(share) or share < 0:  # as nbgrader has it
        return Finding(_("Hidden assertions"), True)
    if share > 1:
        text = _("grade cell {name!r} is worth {points:g} points and its last line says {value:g}")
        raise FaultyTest(text.format(name=name, points=points, value=value))
    if share == 1:
        return Finding(_("Hidden assertions"), True)
    return Finding(_("Hidden assertions"), False, credit=share)


class Scope:
    """The names of a region while it runs.

    Python looks a name up in the region first and then among the builtins; these have the
    notebook's names behind them.

    Attributes:
        notebook: the notebook.
        own: the region's own names.
    """

    def __init__(self, region: str, student: Student, released: Released) -> None:
        names = free_names(region)
        self.notebook = Notebook(student, classes(region, names))
        self._region, self._released = region, released
        given = released.imports.keys() | {name for name in names if self._given(name)}
        self.notebook.names = sorted(names - given)
        self.own: dict[str, Any] = {"__name__": HIDDEN}
        self.own["__builtins__"] = _Builtins(self)
        self.notebook.serve(self.own, region)

    def run(self, filename: str) -> object:
        """Execute the region; return the value of its last expression, as a notebook does."""
        tree = ast.parse(self._region, filename=filename)
        import_parts(tree, modules_in(tree, self._released), KERNEL)
        tree = rewritten(tree)
        bound = Bound(self.own, self.notebook, borrowed(self._region))
        return run(tree, filename, self.own, bound)

    def statement_of(self, error: BaseException) -> str:
        """Return the region's own statement in which an exception was raised."""
        lines = []
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_globals is self.own:
                lines.append(trace.tb_lineno)
            trace = trace.tb_next
        for statement in ast.parse(self._region).body:
            if lines and statement.lineno <= lines[0] <= (statement.end_lineno or 0):
                return _innermost(statement, lines[0])
        return ""

    def find(self, name: str) -> Any:
        """Return what a name stands for that the region does not define (see `_Builtins`).

        Raises:
            KeyError: nothing.
        """
        if given := self._given(name):
            run(rewritten(ast.parse(given)), HIDDEN, self.own)
            return self.own[name]
        if name in self._released.imports:
            return self.imported(self._released.imports[name])
        value = self.notebook.look_up(name)
        if not is_remote(value) or name in self._released.defined:
            return value  # a task's `load` that is `torch.load` is called in the kernel
        return self._library(name, value)

    def _given(self, name: str) -> str:
        """Return what defines a name by the course's own notebook, if it may do so here."""
        source = self._released.functions.get(name, "")
        return source if source and may_run_here(source, self._released.imports) else ""

    @property
    def everything(self) -> Names:
        """All names, as `globals()` has them."""
        return Names(self.own, self.notebook, self.find)

    def imported(self, origin: str) -> Any:
        """Return what an import of the course's own leads to, in this process."""
        module, _colon, part = origin.partition(":")
        if module == "pathlib":
            return getattr(paths.MODULE, part) if part else paths.MODULE
        if module in KERNEL or f"{module}.{part}" in KERNEL:
            made = self.notebook.ask("module", module if module in KERNEL else f"{module}.{part}")
            return getattr(made, part) if part and module in KERNEL else made
        if module in LOOKING:
            looking = Looking(self.notebook, module)
            return getattr(looking, part) if part else looking
        value = importlib.import_module(module)
        if not part:
            return value
        return (
            getattr(value, part)
            if hasattr(value, part)
            else importlib.import_module(f"{module}.{part}")
        )

    def _library(self, name: str, value: Any) -> Any:
        """Return the grader's own where the student's name leads to the same of a library."""
        known = description(value)
        origin = known.origin if known else ""
        module, _colon, part = origin.partition(":")
        usual = ALIASES.get(name, name)
        if origin and usual in (part, module, module.rpartition(".")[2]) and origin not in KERNEL:
            own = found(origin)
            if own is not None:
                return own
        return value

    def seed(self, function: Callable[..., Any], *path: str) -> Callable[..., Any]:
        """Return a function that sets something for a process, here and in the kernel."""

        def both(*values: Any, **named: Any) -> Any:
            made = None
            root, *parts = path
            owner = self.own.get(root)
            if owner is None and (root in self.notebook.names or root in self._released.imports):
                owner = self.find(root)  # else it is a variable of a function of the region's
            if isinstance(owner, types.ModuleType):
                there = self.notebook.ask("module", owner.__name__)
                for part in parts:
                    there = getattr(there, part)
                made = there(*values, **named)
            own = function(*values, **named)
            return Both(own, made) if is_remote(made) and hasattr(own, "__exit__") else own

        return both


def _innermost(statement: ast.stmt, line: int) -> str:
    """Return the statement of a block that is on a line."""
    for part in ast.iter_child_nodes(statement):
        if isinstance(part, ast.stmt) and part.lineno <= line <= (part.end_lineno or 0):
            return _innermost(part, line)
    return _shown(ast.unparse(statement))


class _Builtins(dict[str, Any]):
    """The builtins of a region: Python's, some that know remote objects, then the notebook."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(vars(builtins))
        ask = scope.notebook.ask
        keyboard = Keyboard(scope.notebook)
        evaluator = Evaluator(scope.notebook, scope.own)
        self._scope = scope
        self.update(
            isinstance=_answering(ask, "isinstance", isinstance),
            issubclass=_answering(ask, "issubclass", issubclass),
            callable=_answering(ask, "callable", callable),
            type=(kind_of := _Type(ask)),
            iter=iterated,
            eval=evaluator.eval,
            exec=evaluator.exec,
            compile=evaluator.compile,
            open=functools.partial(ask, "open"),  # the student's files are in the sandbox
            globals=lambda: scope.everything,
            locals=lambda: scope.everything,
            vars=lambda *values: vars(*values) if values else scope.everything,
            dir=lambda *values: dir(*values) if values else sorted(scope.everything),
            __autograder_failed__=Failed,
            __autograder_assign__=keyboard.assign,
            __autograder_patch__=keyboard.patch,
            __autograder_type__=kind_of,
            __autograder_method__=evaluator.method,
            __autograder_eval__=eval,
            __autograder_exec__=exec,
            __autograder_seed__=scope.seed,
            __autograder_is__=is_one,
            __autograder_is_not__=lambda one, other: not is_one(one, other),
            __autograder_imported__=scope.imported,
            __autograder_there__=functools.partial(where_they_are, scope.notebook),
        )

    def __missing__(self, name: str) -> Any:
        return self._scope.find(name)  # a KeyError is Python's sign for a NameError


def _answering(ask: Callable[..., Any], action: str, own: Callable[..., Any]) -> Callable[..., Any]:
    """Return a builtin that the kernel answers where it is asked about its objects."""

    def answer(value: Any, *kinds: Any) -> Any:
        values = (value, *kinds)
        parts = [part for one in values for part in (one if type(one) is tuple else (one,))]
        if any(map(is_remote, parts)):
            return ask(action, *values) is True
        return own(*values)

    return answer


class _Type:
    """`type` as a region calls it: of a remote object it is a remote class."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    def __call__(self, *values: Any, **named: Any) -> Any:
        if len(values) == 1 and is_remote(values[0]):
            made = self._ask("type", values[0])
            known = description(made)
            return OF_PYTHON.get(known.origin if known else "", made)
        return type(*values, **named)

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, type)

    def __mro_entries__(self, _bases: object) -> tuple[type, ...]:
        return (type,)

    def __eq__(self, other: object) -> bool:
        return other is type or other is self

    def __hash__(self) -> int:
        return hash(type)
