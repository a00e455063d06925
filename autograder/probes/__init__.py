"""Questions. Each module here is sent, as source, to run beside the student's code.

A probe's first argument is the mapping of names that the student's notebook defined; its other
arguments and its result are plain data. It holds no expected value and no verdict, and a module
here imports nothing of the grader's. The grader does not import these modules either: it would
load a framework that only the student's kernel needs. It reads their source, as `Questions`.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from importlib.resources import files


@dataclass(frozen=True)
class Probe:
    """One question: a function, by name, of a module, by its source."""

    name: str
    source: str = field(repr=False)


class Questions:
    """The probes of one module, as attributes: `Questions("pytorch.text").encode`.

    Args:
        module: dotted name below `autograder.probes`.
    """

    def __init__(self, module: str) -> None:
        path = files(__name__).joinpath(*module.split(".")[:-1], module.split(".")[-1] + ".py")
        self._module = module
        self._source = path.read_text(encoding="utf-8")
        tree = ast.parse(self._source)
        self._names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}

    def __getattr__(self, name: str) -> Probe:
        if name.startswith("_") or name not in self._names:
            raise AttributeError(f"autograder.probes.{self._module} has no probe {name!r}")
        return Probe(name, self._source)
