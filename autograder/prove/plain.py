"""Changes of our own that any Python code admits and that cosmic-ray lacks."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.prove.text import Change, Operator, Text, instead, name_of

SWAPPED = {
    "min": ("max",),
    "max": ("min",),
    "amax": ("amin",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "any": ("all",),
    "all": ("any",),
    "round": ("int",),
    "floor": ("ceil",),
    "ceil": ("floor",),
    "mean": ("sum",),
    "sorted": ("list",),
    "reversed": ("list",),
    "array": ("asarray",),
    "extend": ("append",),
    "append": ("extend",),
}
"""Functions and methods, and what stands for them instead: the least for the most, no order, …"""
ERRORS = {"ValueError": "RuntimeError"}
MODULES = {"torch", "nn", "np", "tf", "keras", "re", "math", "random", "os"}
"""As notebooks import them: what is called on these is not a method of a value."""
COSMETIC = {"desc", "leave", "verbose", "file"}
"""Arguments that only decide what is shown."""


def drop_statement(text: Text) -> Iterator[Change]:
    """Leave out a call, a change in place, or the second assignment of a name."""
    bound: set[str] = set()
    for node in _statements(text.tree):
        if isinstance(node, ast.FunctionDef):
            bound |= {argument.arg for argument in node.args.args}
        if isinstance(node, ast.Assign):
            names = _stored(node)
            if names <= bound:
                yield instead(text, node, "pass")
            bound |= names
        elif isinstance(node, ast.AugAssign) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
        ):
            yield instead(text, node, "pass")


def _stored(node: ast.stmt) -> set[str]:
    """Return the names that a statement assigns."""
    names = (part for part in ast.walk(node) if isinstance(part, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, ast.Store)}


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Yield every statement, in the order of the text."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        yield from _statements(child)


def drop_keyword(text: Text) -> Iterator[Change]:
    """Leave out an argument that is passed by name, so that its default counts."""
    for node in _calls(text):
        given: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
        given.sort(key=text.start)
        for position, argument in enumerate(given):
            if not isinstance(argument, ast.keyword) or argument.arg in {None, *COSMETIC}:
                continue
            if position:
                yield Change(text.end(given[position - 1]), text.end(argument), "")
            elif len(given) > 1:
                yield Change(text.start(argument), text.start(given[1]), "")
            else:
                yield Change(text.start(argument), text.end(argument), "")


def drop_method(text: Text) -> Iterator[Change]:
    """Take a value as it is, without the method that is called on it."""
    alone = {id(n.value) for n in ast.walk(text.tree) if isinstance(n, ast.Expr)}
    for node in _calls(text):
        if isinstance(node.func, ast.Attribute) and id(node) not in alone:
            value = node.func.value
            if _root(value) not in MODULES and name_of(value) != "self":
                yield instead(text, node, text.of(value))


def _root(node: ast.expr) -> str:
    """Return the first part of a dotted name; empty if it is not one."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return name_of(node)


def drop_operand(text: Text) -> Iterator[Change]:
    """Take one side of an operation for the whole."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.BinOp):
            yield instead(text, node, text.operand(node.left))
            yield instead(text, node, text.operand(node.right))
        elif isinstance(node, ast.BoolOp) and len(node.values) == 2:
            for value in node.values:
                yield instead(text, node, text.operand(value))


def drop_choice(text: Text) -> Iterator[Change]:
    """Always take one branch, or never do what is done under a condition."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.IfExp):
            yield instead(text, node, text.operand(node.body))
            yield instead(text, node, text.operand(node.orelse))
        elif isinstance(node, ast.If):
            yield instead(text, node.test, "False")
        elif isinstance(node, ast.comprehension):
            for condition in node.ifs:
                yield instead(text, condition, "True")


def drop_context(text: Text) -> Iterator[Change]:
    """Run the lines of a `with` without it, such as `torch.no_grad()`."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.With) and not any(item.optional_vars for item in node.items):
            last = node.items[-1].context_expr
            yield Change(text.start(node), text.end(last), "if True")


def other_error(text: Text) -> Iterator[Change]:
    """Raise another exception, or none."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Raise):
            yield instead(text, node, "pass")
            called = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if called is not None and name_of(called) in ERRORS:
                yield instead(text, called, ERRORS[name_of(called)])


def other_text(text: Text) -> Iterator[Change]:
    """Put an empty string for a string, and something for an empty one."""
    parts = {
        id(part)
        for node in ast.walk(text.tree)
        if isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.keyword) and node.arg in COSMETIC)
        for part in ast.walk(node)
    }
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield instead(text, node, '""' if node.value else '" "')


def other_bounds(text: Text) -> Iterator[Change]:
    """Shift a bound of a slice or a range by one, or leave it out."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Slice):
            for bound in (node.lower, node.upper):
                if bound is not None:
                    yield instead(text, bound, "")
                    yield from _shifted(text, bound)
        elif isinstance(node, ast.Call) and name_of(node.func) == "range":
            for bound in node.args:
                yield from _shifted(text, bound)


def _shifted(text: Text, bound: ast.expr) -> Iterator[Change]:
    """Shift what is not a number; numbers are cosmic-ray's."""
    if not any(isinstance(part, ast.Constant) for part in ast.walk(bound)):
        for shift in ("+ 1", "- 1"):
            yield instead(text, bound, f"{text.operand(bound)} {shift}")


def other_function(text: Text) -> Iterator[Change]:
    """Call the function or method that does the opposite, or nearly the same."""
    for node in _calls(text):
        name = name_of(node.func)
        start = text.end(node.func)[0], text.end(node.func)[1] - len(name)
        for other in SWAPPED.get(name, ()):
            yield Change(start, text.end(node.func), other)


def other_order(text: Text) -> Iterator[Change]:
    """Return a pair the other way round, or go through a sequence from its end."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            first, *rest = map(text.of, node.value.elts)
            yield instead(text, node.value, ", ".join([*rest, first]))
        elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.iter, ast.Name):
            yield instead(text, node.iter, f"list({node.iter.id})[::-1]")


def _calls(text: Text) -> Iterator[ast.Call]:
    return (node for node in ast.walk(text.tree) if isinstance(node, ast.Call))


OPERATORS: tuple[Operator, ...] = (
    drop_statement,
    drop_keyword,
    drop_method,
    drop_operand,
    drop_choice,
    drop_context,
    other_error,
    other_text,
    other_bounds,
    other_function,
    other_order,
)
