"""What an ordinary hidden region says before it runs: its names, and whose they are.

A region's free names, neither bound in it nor builtins, are the student's, except for those that
the course's own notebook has imported from a library, or has given a function for. These stay the
course's: no student can put an `np` or a `rel_error` of another meaning in their place.
"""

from __future__ import annotations

import ast
import builtins
import cmath
import functools
import itertools
import math
import operator
import statistics
import symtable
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from IPython.core.inputtransformer2 import TransformerManager

from autograder.course import KIT

BUILTINS = frozenset(dir(builtins)) | {"__file__"}
ALIASES = {
    "np": "numpy", "pd": "pandas", "plt": "matplotlib.pyplot", "tf": "tensorflow",
    "nn": "torch.nn", "F": "torch.nn.functional", "sns": "seaborn", "sp": "scipy",
    "st": "statistics", "dt": "datetime", "mpl": "matplotlib",
}  # fmt: skip
STARRED = {one.__name__: one for one in (math, cmath, statistics, itertools, functools, operator)}
"""Modules of which all names may be imported: they hold nothing but functions and constants."""
FILES = ("os", "os.path", "shutil", "tempfile", "glob")
KERNEL = ("matplotlib.pyplot", *FILES)
"""Modules with a state that tests look at: the figure is the kernel's, and so are the files."""
MENTIONING = (ast.Module, ast.Expr, ast.Name, ast.Constant, ast.expr_context)
NAMESPACES = {"globals", "locals", "vars", "dir"}  # without an argument, the notebook's names


class Source(NamedTuple):
    """One code cell of a notebook as released.

    Attributes:
        text: its source.
        given: whether the course wrote it all, and no student is to change it.
    """

    text: str
    given: bool


@dataclass(frozen=True)
class Released:
    """What names stand for in the course's own notebook.

    Attributes:
        imports: "module" or "module:name" by the name that it was imported under.
        functions: the source of each function that it gives, and of each constant.
        defined: what its cells define, stubs included: names that its students are to define.
    """

    imports: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    defined: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=1024)  # a class has the same regions, and each is asked about often
def is_plain(region: str) -> bool:
    """Return whether a region tests names of the notebook, and imports nothing of the kit's.

    One that only mentions a name tests nothing.
    """
    try:
        tree = ast.parse(python(region))
        names = free_names(python(region))
    except SyntaxError:
        return False
    nodes = list(ast.walk(tree))
    tests = not all(isinstance(node, MENTIONING) for node in nodes)
    names |= {node.func.id for node in nodes if _asks_for_names(node)}  # type: ignore[attr-defined]
    return tests and bool(names) and not any(map(_of_kit, nodes))


def _asks_for_names(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) and not node.args else None
    return isinstance(called, ast.Name) and called.id in NAMESPACES


def _of_kit(node: ast.AST) -> bool:
    modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    return any(module.split(".")[0] == KIT for module in modules)


def imported_of_kit(region: str) -> set[str]:
    """Return what a region imports of the kit's, each as if it were a module."""
    try:
        nodes = [node for node in ast.walk(ast.parse(python(region))) if _of_kit(node)]
    except SyntaxError:
        return set()
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    return found | {f"{node.module}.{alias.name}" for node in froms for alias in node.names}


def free_names(source: str) -> set[str]:
    """Return the names of a text that it does not define itself, without builtins."""
    top = symtable.symtable(source, "hidden", "exec")
    bound = {one.get_name() for one in top.get_symbols() if one.is_assigned() or one.is_imported()}
    used = {
        one.get_name()
        for table in _tables(top)
        for one in table.get_symbols()
        if one.is_referenced() and (one.is_global() or table is top)
    }
    return (used - bound - BUILTINS) | borrowed(source)


def borrowed(source: str) -> set[str]:
    """Return the notebook's names that a text binds again, after it has used or deleted them.

    `input` is one of them: what a test binds in its place answers the student's questions. So are
    functions that a test puts in the place of Python's own, so that nobody uses these.
    """
    taken: set[str] = set()
    own: set[str] = set()
    for statement in ast.parse(source).body:
        names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
        stored = bound_by(statement)
        used = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        if not isinstance(statement, ast.Assign | ast.AugAssign):
            used -= stored
        used |= {node.id for node in names if isinstance(node.ctx, ast.Del)}
        if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
            used.add(statement.target.id)
        taken |= used - own
        own |= stored
    replaced = {one.name for one in ast.parse(source).body if isinstance(one, ast.FunctionDef)}
    return ((taken & own) - BUILTINS) | (own & {"input"}) | (replaced & BUILTINS)


def _tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _tables(child)


def classes(region: str, names: Iterable[str]) -> frozenset[str]:
    """Return the names that a region's author takes for classes.

    They are capitalized, as Python's are, and called, or asked about by `isinstance`: a matrix may
    be called X, and the student's code must not answer for its operators.
    """
    used: set[str] = set()
    for node in ast.walk(ast.parse(region)):
        if isinstance(node, ast.Call):
            asked = isinstance(node.func, ast.Name) and node.func.id in ("isinstance", "issubclass")
            parts = node.args[1:] if asked else [node.func]
            inner = [one for part in parts for one in (ast.walk(part) if asked else [part])]
            used |= {one.id for one in inner if isinstance(one, ast.Name)}
    return frozenset(name for name in names if name.lstrip("_")[:1].isupper() and name in used)


@functools.lru_cache(maxsize=1024)
def python(cell: str) -> str:
    """Return a cell's source with IPython's magics as the calls that they are."""
    return TransformerManager().transform_cell(cell)


def released_by(cells: Iterable[Source]) -> Released:
    """Return what names stand for at the end of a released notebook's cells, by the course."""
    return _released_by(tuple(cells))


@functools.lru_cache(maxsize=16)  # one for each notebook of a course
def _released_by(cells: tuple[Source, ...]) -> Released:
    imports: dict[str, str] = {}
    functions: dict[str, str] = {}
    defined: set[str] = set()
    for cell in cells:
        defined |= defines(cell.text)
        for statement in statements_of(cell.text):
            for name in bound_by(statement):
                imports.pop(name, None)
                functions.pop(name, None)
            for part in _at_once(statement):
                imports.update(imported(part))
            if cell.given and (name := _given_by(statement, imports)):
                functions[name] = ast.unparse(statement)
    return Released(imports, functions, frozenset(defined))


def _at_once(statement: ast.stmt) -> Iterator[ast.stmt]:
    """Yield a statement and those within it, such as an import that is tried."""
    yield statement
    if isinstance(statement, ast.If | ast.Try | ast.With):
        for one in ast.iter_child_nodes(statement):
            if isinstance(one, ast.stmt):
                yield from _at_once(one)


def _given_by(statement: ast.stmt, imports: Container[str]) -> str:
    """Return the name of the function or the constant that a statement gives, or nothing.

    Args:
        statement: of a cell that is not a student's.
        imports: names of what has been imported.
    """
    if isinstance(statement, ast.FunctionDef):
        return statement.name
    if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
        return ""
    name, root = statement.targets[0].id, statement.value
    while isinstance(root, ast.Attribute):
        root = root.value
    library = root is not statement.value and isinstance(root, ast.Name) and root.id in imports
    function = isinstance(root, ast.Lambda) or library
    return name if function or (name.isupper() and _is_constant(root)) else ""


def _is_constant(value: ast.expr) -> bool:
    """Return whether a value is all there; one that is empty is there to be filled."""
    try:
        constant = ast.literal_eval(value)
    except ValueError:
        return False
    return not isinstance(constant, list | dict | set) or bool(constant)


def statements_of(text: str) -> list[ast.stmt]:
    """Return the statements of a cell; none if it is not Python."""
    try:
        return ast.parse(python(text)).body
    except SyntaxError:
        return []


def imported(statement: ast.stmt) -> dict[str, str]:
    """Return what an import statement binds: where each name leads."""
    if isinstance(statement, ast.Import):
        return {
            alias.asname or alias.name.split(".")[0]: alias.name
            if alias.asname
            else alias.name.split(".")[0]
            for alias in statement.names
        }
    if isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
        names = {alias.name: alias.asname or alias.name for alias in statement.names}
        if names.pop("*", None) and statement.module in STARRED:
            names |= {name: name for name in dir(STARRED[statement.module]) if name[0] != "_"}
        return {own: f"{statement.module}:{name}" for name, own in names.items()}
    return {}


def modules_in(tree: ast.Module, released: Released) -> dict[str, str]:
    """Return which names stand for modules, by a region's own imports or the course's."""
    names = origins_in(tree, released.imports)
    return {name: origin for name, origin in names.items() if ":" not in origin}


def origins_in(tree: ast.Module, imports: Mapping[str, str]) -> dict[str, str]:
    """Return what imported names stand for in a text, by its own imports or earlier ones."""
    names = dict(imports)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            names |= imported(node)
    return names


def defines(cell: str) -> set[str]:
    """Return the names that a cell binds, without those that it imports."""
    statements = statements_of(cell)
    return {name for one in statements for name in bound_by(one) - set(imported(one))}


def bound_by(statement: ast.stmt) -> set[str]:
    """Return the names that a statement binds."""
    bound = set(imported(statement))
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            bound.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
    return bound
