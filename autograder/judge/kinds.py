"""What an object in the kernel is, as the grader is told: of which kind, whose, and from where.

Like `autograder.judge.carry`, this file's source is sent into the student's kernel.
"""

from __future__ import annotations

import sys
import types
from typing import Any

HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE: of what a class statement makes
OF_NUMPY = ("ufunc", "_ArrayFunctionDispatcher")  # classes of its functions
FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType)


def kind_of(value: Any) -> str:
    """Return "class", "exception", "module", "coroutine", "function" or "instance"."""
    if isinstance(value, type):
        return "exception" if issubclass(value, BaseException) else "class"
    if isinstance(value, types.ModuleType):
        return "module"
    if type(value) is types.CoroutineType:
        return "coroutine"
    of_numpy = type(value).__module__ == "numpy" and type(value).__name__ in OF_NUMPY
    return "function" if isinstance(value, FUNCTIONS) or of_numpy else "instance"


def is_own(kind: type) -> bool:
    """Return whether a class is the notebook's own."""
    return getattr(kind, "__module__", None) == "__main__"


def origin_of(value: Any) -> str:
    """Say where a library defines an object; empty if none does."""
    if isinstance(value, types.ModuleType):
        return str(value.__name__)[:200]
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if module is None and type(value).__module__ == "numpy":  # a ufunc
        module, name = "numpy", getattr(value, "__name__", None)
    if not isinstance(module, str) or not isinstance(name, str) or module == "__main__":
        return ""
    return f"{module}:{name}"[:200] if _leads_to(module, name, value) else ""


def _leads_to(module: str, name: str, value: Any) -> bool:
    """Return whether an object is what stands there; a decorated function only says so.

    What is of C, such as the class of functions, may stand nowhere.
    """
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    of_c = isinstance(value, type) and not value.__flags__ & HEAP_TYPE
    return found is value or of_c or isinstance(value, types.MethodType)
