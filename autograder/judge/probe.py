"""Probes: each module of a folder probes/ is sent, as source, to run beside the student's code.

A probe's first argument is the mapping of names that the student's notebook defined; its other
arguments and its result are plain data. It holds no expected value and no verdict, and its module
imports nothing of the grader's. The grader does not import these modules either: it would load a
framework that only the student's kernel needs. It reads their source, as `Probes`.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = "probes"


@dataclass(frozen=True)
class Probe:
    """One question: a function, by name, of a module, by its source."""

    name: str
    source: str = field(repr=False)


class Probes:
    """The probes of one module, as attributes: `Probes(__file__, "text").encode`.

    Args:
        check: the file of the check that asks; probes/ lies beside it.
        module: the module's name in probes/.
    """

    def __init__(self, check: str, module: str) -> None:
        self._path = Path(check).with_name(FOLDER) / f"{module}.py"
        self._source = self._path.read_text(encoding="utf-8")
        tree = ast.parse(self._source, filename=str(self._path))
        self._names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}

    def __getattr__(self, name: str) -> Probe:
        if name.startswith("_") or name not in self._names:
            raise AttributeError(f"{self._path} has no probe {name!r}")
        return Probe(name, self._source)
