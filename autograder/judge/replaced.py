"""What a region puts in the place of something of a library's, as its text says: `math.pi = 3`.

It would be there for the next submission that the worker judges, and so it is put back.
"""

from __future__ import annotations

import ast
import builtins
import operator
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from typing import Any

from autograder.judge.region import ALIASES, KERNEL, origins_in

MISSING = object()
BY_NAME = {"setattr", "delattr"}


def libraries(tree: ast.Module, imports: Mapping[str, str]) -> set[str]:
    """Return the top-level modules behind the names that a text uses or imports."""
    own = origins_in(tree, {})
    names = {**imports, **own}
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    origins = {*own.values(), *(names.get(name) or ALIASES.get(name, "") for name in used)}
    return {origin.partition(":")[0].partition(".")[0] for origin in origins} - {""}


def places(tree: ast.Module) -> Iterator[ast.Attribute | ast.Subscript]:
    """Yield the attributes and items that a text binds or deletes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield node
        elif (
            isinstance(node, ast.Call) and ast.unparse(node.func) in BY_NAME and len(node.args) > 1
        ):
            owner, name = node.args[:2]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield ast.copy_location(ast.Attribute(owner, name.value, ast.Store()), node)


def is_function(place: ast.Attribute | ast.Subscript, names: Mapping[str, str]) -> bool:
    """Return whether a library has a function or a class at a place.

    Args:
        place: in a text.
        names: what imported names stand for there.
    """
    with suppress(LookupError, AttributeError):
        return callable(_value(place, names))
    return False


@contextmanager
def put_back(tree: ast.Module, imports: Mapping[str, str]) -> Iterator[None]:
    """Let libraries be at the end what they are now, at each place that a text binds or deletes."""
    names = origins_in(tree, imports)
    with ExitStack() as stack:
        for place in places(tree):
            with suppress(LookupError, AttributeError):
                stack.callback(_restoring(_value(place.value, names), place))
        yield


def _restoring(owner: Any, place: ast.Attribute | ast.Subscript) -> Callable[[], None]:
    """Return what makes an attribute or an item of an object what it is now."""
    by_name = isinstance(place, ast.Attribute)
    key: Any = place.attr if isinstance(place, ast.Attribute) else _key(place)

    def now() -> Any:
        with suppress(LookupError, AttributeError):
            return getattr(owner, key) if by_name else owner[key]
        return MISSING

    before = now()

    def restore() -> None:
        if now() is before:
            return
        if before is not MISSING:
            setattr(owner, key, before) if by_name else operator.setitem(owner, key, before)
        else:
            delattr(owner, key) if by_name else operator.delitem(owner, key)

    return restore


def _key(place: ast.Subscript) -> Any:
    if not isinstance(place.slice, ast.Constant):
        raise LookupError(ast.unparse(place))
    return place.slice.value


def _value(node: ast.expr, names: Mapping[str, str]) -> Any:
    """Return what stands at a place of a library's.

    Raises:
        LookupError: it is not a library's, or is not there.
        AttributeError: it is not there.
    """
    if isinstance(node, ast.Attribute):
        if ast.unparse(node) in KERNEL:
            raise LookupError(node.attr)
        return getattr(_value(node.value, names), node.attr)
    if isinstance(node, ast.Subscript):
        return _value(node.value, names)[_key(node)]
    name = node.id if isinstance(node, ast.Name) else ""
    if name == "__builtins__":
        return builtins
    module, _colon, attribute = (names.get(name) or ALIASES.get(name, "")).partition(":")
    if not module or module in KERNEL:  # what is set there is set in the kernel
        raise LookupError(name)
    if module not in sys.modules:
        with suppress(ImportError):
            import_module(module)
    found = sys.modules[module]
    return getattr(found, attribute) if attribute else found
