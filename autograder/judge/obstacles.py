"""What of an ordinary hidden region cannot be asked from outside the student's process."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from autograder.i18n import N_, _
from autograder.judge.foreign import LIBRARIES
from autograder.judge.region import ALIASES, BUILTINS, bound_by, free_names, is_plain, origins_in
from autograder.judge.replaced import is_function, places

SHELL = {"get_ipython", "In", "Out", "_ih", "_oh", "_dh"}
TYPED = ("builtins.input", "sys.stdin", "__builtins__.input")
LOGS = N_(
    "line {line}: what the notebook logs stays in its own process; test what it returns or "
    "prints instead of {name}"
)
TAPE = N_(
    "line {line}: {name} sees nothing of what the student's code computes; take the gradients "
    "in a read-only cell before the test, and test those"
)
TESTS = N_(
    "line {line}: {name} looks for tests in the grader's own program, where there are none; load "
    "the class itself, with unittest.defaultTestLoader.loadTestsFromTestCase(Name)"
)
EXAMPLES = N_(
    "line {line}: {name} looks for examples in the grader's own program, where there are none; "
    "run it in a read-only cell before the test, and test its result"
)
ELSEWHERE = {"unittest.main": TESTS, "doctest.testmod": EXAMPLES}
APART = {
    "loadTestsFromModule": TESTS,
    "assertLogs": LOGS,
    "assertNoLogs": LOGS,
    "GradientTape": TAPE,
}
"""What sees nothing of another process, and what is said of it."""
PRINTED = ("sys.stdout", "sys.stderr")
RUNS_WHAT_IT_READS = (
    "pickle", "_pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "subprocess",
    "runpy", "sympy.sympify", "sympy.parse_expr", "sympy.parsing", "joblib.load", "numpy.load",
    "pandas.read_pickle", "pandas.eval", "torch.load", "yaml.load", "yaml.load_all",
    "yaml.full_load", "yaml.unsafe_load", "importlib.import_module", "importlib.reload",
    "builtins.eval", "builtins.exec", "__import__", "ctypes", "keras.models.load_model",
    "keras.saving.load_model",
)  # fmt: skip
"""Modules, and functions of modules, that can run a text or file of a student's."""
READS = (
    "numpy.load", "numpy.loadtxt", "numpy.genfromtxt", "numpy.fromfile", "pandas.read_", "io.open",
    "codecs.open", "sqlite3.connect", "zipfile.ZipFile", "tarfile.open", "PIL.Image.open",
    "imageio.imread", "fileinput.input",
)  # fmt: skip
"""What opens a file by its name, in the grader's folders."""
HARMLESS = {
    *("cmath", "contextlib", "difflib", "hashlib", "inspect", "numbers", "os", "pprint"),
    *("struct", "types", "unicodedata", "unittest", "warnings", "zlib"),
}
"""Modules beside those of `LIBRARIES` that a course's function may use here; os is the kernel's."""
OPENED = ("open", "StringIO", "BytesIO")
SAFE = {("allow_pickle", False), ("weights_only", True)}


def obstacles(
    region: str,
    defined: Iterable[str] | None = None,
    imports: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """Return what of a region cannot be asked from outside, each with its line and a remedy.

    Args:
        region: as its author wrote it.
        defined: the names that the course's own notebook defines, if they are known.
        imports: what names that it has imported stand for, see `Released`.
    """
    if not is_plain(region):
        return []
    try:
        tree = ast.parse(region)
    except SyntaxError as error:
        text = _(
            "line {line}: a magic or shell command cannot run outside the notebook; move it into "
            "an earlier cell"
        )
        return [text.format(line=error.lineno)]
    found = [text for node in ast.walk(tree) if (text := _obstacle(node))]
    found += _dangers(tree, imports)
    names = origins_in(tree, imports)
    found += [
        _patched(place.lineno, ast.unparse(place))
        for place in places(tree)
        if ast.unparse(place) not in (*TYPED, *PRINTED) and is_function(place, names)
    ]
    if defined is not None:
        found += _patterns(tree, free_names(region) & set(defined))
        found += _shadowed(tree, set(defined))
    return found


def _obstacle(node: ast.AST) -> str:
    if isinstance(node, ast.Name) and node.id in SHELL:
        text = _(
            "line {line}: {name} exists only inside the notebook; test a value or a function "
            "instead"
        )
        return text.format(line=node.lineno, name=node.id)
    name = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
    if said := ELSEWHERE.get(name) or APART.get(name.rpartition(".")[2]):
        return _(said).format(line=node.lineno, name=name)  # type: ignore[attr-defined]
    if isinstance(node, ast.Call) and _is_patch(node) and not _is_possible(node):
        return _patched(node.lineno, ast.unparse(node))
    for patch in _looked_at(node):
        return _patched(patch.lineno, ast.unparse(patch))
    return ""


def _looked_at(node: ast.AST) -> Iterator[ast.Call]:
    """Yield patches of the keyboard whose mock a test wants to have, to ask it afterwards."""
    asked: list[ast.expr] = []
    if isinstance(node, ast.With):
        asked = [one.context_expr for one in node.items if one.optional_vars]
    elif isinstance(node, ast.FunctionDef):
        asked = node.decorator_list
    for one in asked:
        if isinstance(one, ast.Call) and is_at_keyboard(one):
            yield one


def may_run_here(source: str, imports: Mapping[str, str]) -> bool:
    """Return whether a function that the course gives may run in the grader's own process.

    It must use nothing but libraries that act on data alone, and run or open nothing of a
    student's. Any other is called where the student's code is.

    Args:
        source: the statement that defines it.
        imports: what the names that the course's notebook imports stand for.
    """
    tree = ast.parse(source)
    origins = origins_in(tree, imports)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & origins.keys()
    modules = {origins[name].partition(":")[0].partition(".")[0] for name in used}
    return modules <= (LIBRARIES | HARMLESS) and not _dangers(tree, imports)


def _dangers(tree: ast.Module, imports: Mapping[str, str]) -> list[str]:
    """Find calls that would run in the grader what a student wrote, or show a file of its own."""
    names = origins_in(tree, imports)
    runs = _(
        "line {line}: {name} could run what a student wrote in the grader's own process; call "
        "it in a read-only cell before the test, and test its result"
    )
    reads = _(
        "line {line}: {name} would open one of the grader's files, whose name may come from a "
        "student; pass it the opened file, open(path), or call it in a read-only cell before "
        "the test"
    )
    files = {
        one.optional_vars.id
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for one in node.items
        if isinstance(one.optional_vars, ast.Name)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            text = runs if _runs(node, names) else reads if _reads(node, names, files) else ""
            found += [text.format(line=node.lineno, name=ast.unparse(node.func))] if text else []
    return found


def _origin(node: ast.Call, names: Mapping[str, str]) -> str:
    """Return what a call calls, by the module where it is; nothing, if no module has it."""
    first, _dot, rest = ast.unparse(node.func).partition(".")
    if not rest and first not in names and first != "__import__":
        return ""  # a function of the notebook's
    origin = names.get(first, ALIASES.get(first, first)).replace(":", ".")
    return f"{origin}.{rest}" if rest else origin


def _runs(node: ast.Call, names: Mapping[str, str]) -> bool:
    """Return whether a call could run a student's text or file."""
    name = _origin(node, names)
    if not any(name == one or name.startswith(f"{one}.") for one in RUNS_WHAT_IT_READS):
        return False
    said = {(one.arg, _text(one.value)) for one in node.keywords}
    if name == "numpy.load":
        return "allow_pickle" in {one for one, _value in said} and not said & SAFE
    constant = bool(node.args) and all(isinstance(one, ast.Constant) for one in node.args)
    return not (said & SAFE or (constant and name.startswith(("importlib", "__import__"))))


def _reads(node: ast.Call, names: Mapping[str, str], files: Container[str]) -> bool:
    """Return whether a call opens a file whose name the test has not written itself.

    Args:
        node: the call.
        names: what imported names stand for.
        files: names of what is opened with `with open(…) as name`.
    """
    if not _origin(node, names).startswith(READS) or not node.args:
        return False
    path = node.args[0]
    made = isinstance(path, ast.Call) and ast.unparse(path.func).split(".")[-1] in OPENED
    opened = isinstance(path, ast.Name) and path.id in files
    return not (made or opened or isinstance(path, ast.Constant))


def is_at_keyboard(node: ast.Call) -> bool:
    """Return whether a call is a patch of what answers the student's questions."""
    return _is_patch(node) and bool(node.args) and _text(node.args[0]) in TYPED


def _is_possible(node: ast.Call) -> bool:
    """Return whether a patch is one of those that are seen from the student's code.

    What takes the place of `input` has to be said: a mock would answer with mocks.
    """
    if node.args and _text(node.args[0]) in PRINTED:
        return True
    return is_at_keyboard(node) and len(node.args) + len(node.keywords) > 1


def _text(node: ast.expr) -> Any:
    return node.value if isinstance(node, ast.Constant) else None


def _patched(line: int, code: str) -> str:
    """Return why a patch would change nothing, and what to write for what is patched."""
    if "input" in code or "stdin" in code:
        text = _(
            "line {line}: this patch would not reach the student's code; bind the name instead, as "
            "in: input = lambda prompt='': '7'"
        )
    elif "print" in code:
        text = _(
            "line {line}: patching would not reach the student's code; collect what it prints "
            "with contextlib.redirect_stdout"
        )
    else:
        text = _(
            "line {line}: patching would not reach the student's code; pass what you want to "
            "replace as an argument"
        )
    return text.format(line=line)


def _patterns(tree: ast.Module, names: set[str]) -> list[str]:
    """Find patterns that are of one of the notebook's classes."""
    used = [node.cls for node in ast.walk(tree) if isinstance(node, ast.MatchClass)]
    text = _("line {line}: a pattern cannot name the notebook's {name}; use isinstance instead")
    return [
        text.format(line=one.lineno, name=one.id)
        for one in used
        if isinstance(one, ast.Name) and one.id in names
    ]


def _is_patch(node: ast.Call) -> bool:
    name = ast.unparse(node.func).split(".")
    return "patch" in name or name[0] == "monkeypatch"


def _shadowed(tree: ast.Module, defined: set[str]) -> list[str]:
    """Find builtins that the notebook has under a definition of its own."""
    bound = set().union(*map(bound_by, tree.body)) if tree.body else set()
    names = {
        node.id: node.lineno
        for node in reversed(list(ast.walk(tree)))
        if isinstance(node, ast.Name) and node.id in (defined & BUILTINS) - bound
    }
    text = _(
        "line {line}: {name} means Python's own here, not the notebook's; give the function "
        "another name"
    )
    return [text.format(line=line, name=name) for name, line in names.items()]
