"""Solutions that solve nothing: each function returns the same, whatever it is given, or raises."""

import ast
from collections.abc import Iterator

from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.notebook import solution

NOTHING = (
    *("None", "0", "1", "-1", "True", "1.0", "float('nan')", "float('inf')"),
    *(
        "''",
        "'a'",
        "'<unk>'",
        "[]",
        "()",
        "dict()",
        "[0]",
        "['a']",
        "[[0]]",
        "([], [])",
        "([0], [0])",
    ),
    *("lambda *given: None", "object()"),
)
GIVEN = ("{0}", "{1}", "{last}", "({0}, {0})", "[{0}]", "list({0})", "{0}[:1]", "len({0})")
"""What it was given: the first argument, the second, the last, and what is easily made of them."""
RAISED = ("raise ValueError('no')", "raise IndexError", "raise TypeError")


def lazy(cell: str, what: str) -> str:
    """Return a solution cell whose functions and methods all do one thing."""
    tree = ast.parse(cell)
    for node in list(ast.walk(tree)):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args if one.arg != "self"] or ["None"]
            if node.name == "__init__":
                text = "super().__init__()"
            else:
                second = names[min(1, len(names) - 1)]
                text = what.format(names[0], second, last=names[-1]) if "{" in what else what
                text = text if text.startswith("raise") else f"return {text}"
            node.body = ast.parse(text).body
    return ast.unparse(tree)


def solutions(source: NotebookNode) -> Iterator[tuple[str, str]]:
    """Yield grade id and text of each cell of code that a student writes and that has functions."""
    for cell in source.cells:
        if cell.cell_type == "code" and utils.is_solution(cell):
            text = solution(cell.source)
            tree = ast.parse(text)
            if any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body):
                yield cell.metadata.nbgrader.grade_id, text
