"""Assertions of an ordinary region, rewritten so that a failed one says what was observed."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from autograder.judge.described import Refused
from autograder.judge.evaluating import METHODS
from autograder.judge.keyboard import KEYBOARD
from autograder.judge.obstacles import is_at_keyboard
from autograder.judge.region import KERNEL
from autograder.judge.remote import described

SEEDS = (
    *("seed", "manual_seed", "set_seed", "set_random_seed", "setstate", "set_state"),
    *("set_rng_state", "seterr", "set_printoptions", "set_default_dtype", "set_option"),
    *("setrecursionlimit", "errstate", "printoptions", "localcontext", "option_context"),
)
"""What sets something for a whole process, or for a block: it is set in both."""
ELSEWHERE = (*KERNEL, "inspect", "dataclasses", "typing", "pathlib")
LONG = 300  # characters of a value
FAILED, SEED, IMPORTED = "__autograder_failed__", "__autograder_seed__", "__autograder_imported__"
OPTIMIZERS = (
    *("SGD", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSprop", "Adagrad", "Adadelta"),
    *("Rprop", "ASGD", "LBFGS", "StepLR", "LambdaLR", "ExponentialLR", "CosineAnnealingLR"),
)
"""What PyTorch makes of a network's parameters, and of what it has made of these."""
THERE = "__autograder_there__"
ASSIGN, PATCH = "__autograder_assign__", "__autograder_patch__"
METHOD, TYPE = "__autograder_method__", "__autograder_type__"
SAME: dict[type, str] = {ast.Is: "__autograder_is__", ast.IsNot: "__autograder_is_not__"}
OWN = {"eval": "__autograder_eval__", "exec": "__autograder_exec__"}  # of the author's own text


class Failed(AssertionError):
    """A failed assertion.

    Args:
        expected: the asserted expression.
        parts: its parts' sources and values.
        message: the author's own, if there is one.
    """

    def __init__(self, expected: str, parts: Sequence[tuple[str, Any]], message: Any = "") -> None:
        super().__init__(message if isinstance(message, str) else shown(message))
        self.expected = expected
        self.message = str(self)[:LONG]
        texts = [(source, shown(value)) for source, value in parts]
        self.observed = "\n".join(
            text if len(texts) == 1 else f"{source} = {text}"
            for source, text in texts
            if source != text
        )


def shown(value: Any) -> str:
    """Return a value for the feedback; of a remote object, what it is."""
    try:
        text = described(value) or repr(value)
    except (Exception, SystemExit, Refused):
        text = type(value).__name__
    text = text if len(text) <= LONG else f"{text[: LONG - 1]}…"
    return text.encode("utf-8", "replace").decode("utf-8")


def rewritten(tree: ast.Module) -> ast.Module:
    """Return a region whose assertions keep what they compare, and whose seeds reach the kernel."""
    made = _Rewriter().visit(tree)
    ast.fix_missing_locations(made)
    assert isinstance(made, ast.Module)
    return made


class _Rewriter(ast.NodeTransformer):
    def __init__(self) -> None:
        self._count = 0

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        source = ast.unparse(node.test)
        self.generic_visit(node)
        parts: list[tuple[str, ast.expr]] = []
        test = self._keeping(node.test, parts)
        pairs = [ast.Tuple([ast.Constant(text), load], ast.Load()) for text, load in parts]
        values: list[ast.expr] = [ast.Constant(source), ast.List([*pairs], ast.Load())]
        values += [node.msg] if node.msg else []
        failure = ast.Call(ast.Name(FAILED, ast.Load()), values, [])
        made = ast.If(ast.UnaryOp(ast.Not(), test), [ast.Raise(failure)], [])
        return ast.copy_location(made, node)

    def _keeping(self, test: ast.expr, parts: list[tuple[str, ast.expr]]) -> ast.expr:
        """Return a test that keeps the values of its parts, under names of their own."""
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            test.left = self._kept(test.left, parts)
            test.comparators = [self._kept(test.comparators[0], parts)]
        elif isinstance(test, ast.Call) and not any(
            isinstance(one, ast.Starred) for one in test.args
        ):
            test.args = [self._kept(one, parts) for one in test.args]
        elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            test.operand = self._kept(test.operand, parts)
        else:
            return self._kept(test, parts)
        return test

    def _kept(self, node: ast.expr, parts: list[tuple[str, ast.expr]]) -> ast.expr:
        if isinstance(node, ast.Constant | ast.Lambda | ast.GeneratorExp | ast.Starred):
            return node
        self._count += 1
        name = f"__autograder_part_{self._count}"
        parts.append((ast.unparse(node), ast.Name(name, ast.Load())))
        return ast.NamedExpr(ast.Name(name, ast.Store()), node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        path = ast.unparse(node.func).split(".")
        written = bool(node.args) and isinstance(node.args[0], ast.Constant)  # by the author
        if is_at_keyboard(node):
            node.func = ast.Name(PATCH, ast.Load())
        elif path[0] in OWN and written:
            node.func = ast.Name(OWN[path[0]], ast.Load())
        elif isinstance(node.func, ast.Attribute) and path[-1] in METHODS and not written:
            values = [node.func.value, ast.Constant(path[-1])]
            node.func = ast.Call(ast.Name(METHOD, ast.Load()), values, [])
        elif path[-1] in SEEDS and len(path) > 1 and all(part.isidentifier() for part in path):
            names: list[ast.expr] = [ast.Constant(part) for part in path]
            node.func = ast.Call(ast.Name(SEED, ast.Load()), [node.func, *names], [])
        elif path[-1] in OPTIMIZERS or path[-1].startswith("clip_grad_"):
            node.func = ast.Call(ast.Name(THERE, ast.Load()), [node.func], [])
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        sides = [node.left, *node.comparators]
        name = SAME.get(type(node.ops[0]))
        if name is None or len(sides) > 2 or any(isinstance(one, ast.Constant) for one in sides):
            return node
        return ast.Call(ast.Name(name, ast.Load()), sides, [])

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if node.attr != "__class__" or not isinstance(node.ctx, ast.Load):
            return node
        return ast.Call(ast.Name(TYPE, ast.Load()), [node.value], [])

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        name = ast.unparse(node.targets[0])
        if name not in KEYBOARD or len(node.targets) > 1:
            return node
        call = ast.Call(ast.Name(ASSIGN, ast.Load()), [ast.Constant(name), node.value], [])
        return ast.copy_location(ast.Expr(call), node)

    def visit_Import(self, node: ast.Import) -> ast.AST | list[ast.AST]:
        if not any(alias.name in ELSEWHERE for alias in node.names):
            return node
        return [
            _assigned(alias.asname or alias.name, alias.name, node)
            if alias.name in ELSEWHERE and (alias.asname or "." not in alias.name)
            else ast.copy_location(ast.Import([alias]), node)
            for alias in node.names
        ]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST | list[ast.AST]:
        origins = [f"{node.module}.{alias.name}" for alias in node.names]
        if node.module not in ELSEWHERE and not set(origins) & set(ELSEWHERE):
            return node
        return [
            _assigned(alias.asname or alias.name, f"{node.module}:{alias.name}", node)
            for alias in node.names
        ]


def _assigned(name: str, origin: str, node: ast.stmt) -> ast.AST:
    call = ast.Call(ast.Name(IMPORTED, ast.Load()), [ast.Constant(origin)], [])
    made = ast.Assign([ast.Name(name, ast.Store())], call)
    return ast.copy_location(made, node)
