"""Which lines of a test cell run outside the student's process: hidden ones, and what these need.

In stock nbgrader all lines of a cell run together, and so do all cells.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from autograder.judge.region import (
    Released,
    bound_by,
    free_names,
    is_plain,
    python,
    statements_of,
)

SHOWING = {"print", "display", "plt", "sns", "len", "type", "repr"}
"""Functions and modules whose calls change nothing of what is passed to them."""


@functools.lru_cache(maxsize=1024)
def region_of(visible: str, hidden: str, above: str, below: str) -> str:
    """Return what is run outside the student's process to judge a grade cell.

    It is the hidden region, if there is one; an ordinary one, with the cell's visible assertions.
    These run in the kernel too, where a student's code can take back what they say, or change the
    values that they expect. A test without hidden lines is run a second time, as it stands.

    Args:
        visible: the cell's source as students get it.
        hidden: what only the grader runs; empty if there is nothing.
        above: the visible lines above that, if they are not among the hidden ones.
        below: those below it.
    """
    if not hidden.strip():
        return visible
    if not is_plain(hidden):
        return hidden
    statements = statements_of(f"{above}\n{hidden}\n{below}")
    functions = (one for one in statements if isinstance(one, ast.FunctionDef))
    helpers = {one.name for one in functions if _asserts(one)}
    after = "\n".join(_needed(below, set(), helpers))
    before = _needed(above, free_names(python(f"{hidden}\n{after}")), helpers)
    return "\n".join([*before, hidden, after])


def _asserts(statement: ast.stmt, helpers: AbstractSet[str] = frozenset()) -> bool:
    """Return whether a statement asserts something, or calls a function that does.

    Args:
        statement: of a test.
        helpers: functions of the test's own that assert something.
    """
    nodes = list(ast.walk(statement))
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    names = {one.id for one in calls if isinstance(one, ast.Name)}
    names |= {one.attr for one in calls if isinstance(one, ast.Attribute)}
    called = any(name.startswith("assert") for name in names) or bool(names & helpers)
    return called or any(isinstance(node, ast.Assert) for node in nodes)


def _needed(
    lines: str,
    wanted: AbstractSet[str],
    helpers: AbstractSet[str] | None = None,
    known: AbstractSet[str] = frozenset(),
) -> list[str]:
    """Return the statements that bind names, or may change what they stand for, in their order.

    Args:
        lines: some source.
        wanted: the names.
        helpers: functions that assert something: all that asserts is kept too; None: it is not.
        known: names that are not wanted.
    """
    wanted, kept = set(wanted - known), list[str]()
    for statement in reversed(statements_of(lines)):
        defines = isinstance(statement, ast.FunctionDef)  # which asserts when it is called
        judges = helpers is not None and not defines and _asserts(statement, helpers)
        if judges or _touched(statement) & wanted:
            kept.insert(0, ast.unparse(statement))
            wanted |= free_names(ast.unparse(statement)) - known
    return kept


def with_earlier(regions: Mapping[str, str], released: Released) -> dict[str, str]:
    """Return regions with what each needs of the ordinary ones above it.

    Everywhere in nbgrader, a name that one hidden test has bound is there for the next.

    Args:
        regions: by grade id, in the notebook's order.
        released: what names stand for in the course's own notebook; these are its students'.
    """
    found, above, bound = dict[str, str](), "", set[str]()
    known = released.defined | released.imports.keys() | released.functions.keys()
    for name, region in regions.items():
        found[name] = region
        if is_plain(region):
            if bound and (wanted := free_names(python(region))) & bound:
                found[name] = "\n".join([*_needed(above, wanted, known=known), region])
            above += f"\n{region}"
            bound |= {one for part in statements_of(region) for one in bound_by(part)} - known
    return found


def _touched(statement: ast.stmt) -> set[str]:
    """Return the names that a statement binds, and those whose objects it may change.

    It may change what it assigns parts of, whose methods it calls, and what it passes to a call;
    but for what it only shows.
    """
    touched = bound_by(statement)
    for node in _done(statement):
        if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            touched.add(_root(node))
        elif isinstance(node, ast.Call):
            owner = [node.func.value] if isinstance(node.func, ast.Attribute) else []
            passed = [*node.args, *(one.value for one in node.keywords)]
            changed = owner if _root(node.func) in SHOWING else [*owner, *passed]
            touched |= {_root(one) for one in changed}
    return touched


def _done(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is done when a statement runs: not what it defines, nor what it only asserts."""
    yield node
    if not isinstance(node, ast.Assert | ast.FunctionDef | ast.ClassDef | ast.Lambda):
        for inner in ast.iter_child_nodes(node):
            yield from _done(inner)


def _root(node: ast.expr) -> str:
    """Return the name of which a part is meant, such as `x` of `x[0].real`, or nothing."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
