"""Changes that only networks, tensors and samplers admit: the slips of this field."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.prove.text import Change, Operator, Text, instead, name_of

TYPES = {
    "long": ("int32", "float32"),
    "int64": ("int32", "float32"),
    "float64": ("float32",),
    "float32": ("float64",),
    "float": ("double", "half"),
    "double": ("float",),
    "int": ("float",),
}
"""Types of arrays and tensors, and the methods that convert to them, by name."""
PYTHON_TYPES = {"int": '"int32"', "float": '"float32"'}  # as in dtype=int
MODES = {"eval": "train", "train": "eval"}
GENERATORS = {"rng": "np.random.default_rng(0)", "generator": "torch.Generator().manual_seed(0)"}
"""A fresh generator for each name by which a generator is passed in."""
TEMPERATURE = "temperature"
LOSSES = {"cross_entropy": ('reduction="sum"', "label_smoothing=0.1")}
RECURRENT = {"LSTM", "GRU", "RNN"}


def other_type(text: Text) -> Iterator[Change]:
    """Compute or answer in another type."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Attribute):
            last = text.end(node)
            for other in TYPES.get(node.attr, ()):
                yield Change((last[0], last[1] - len(node.attr)), last, other)
        elif isinstance(node, ast.keyword) and node.arg == "dtype":
            name = name_of(node.value)
            if isinstance(node.value, ast.Name) and name in PYTHON_TYPES:
                yield instead(text, node.value, PYTHON_TYPES[name])
            if isinstance(node.value, ast.Constant):
                for other in TYPES.get(str(node.value.value), ()):
                    yield instead(text, node.value, f'"{other}"')


def other_mode(text: Text) -> Iterator[Change]:
    """Put the network into the other mode: training for evaluation, and the reverse."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, last = node.func.attr, text.end(node.func)
            if name in MODES:
                yield Change((last[0], last[1] - len(name)), text.end(node), f"{MODES[name]}()")


def own_randomness(text: Text) -> Iterator[Change]:
    """Draw from a generator that is seeded again, or from the global state, not from the given one.

    Also: seed the global state on the way.
    """
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in GENERATORS:
            yield instead(text, node, GENERATORS[node.id])
            if node.id == "rng":
                yield instead(text, node, "np.random")
        elif isinstance(node, ast.FunctionDef):
            names = {argument.arg for argument in node.args.args} & GENERATORS.keys()
            first = node.body[1 if ast.get_docstring(node) else 0]
            for name in sorted(names):
                seeding = "np.random.seed(0)" if name == "rng" else "torch.manual_seed(0)"
                start = text.start(first)
                yield Change(start, start, f"{seeding}\n{' ' * start[1]}")


def other_temperature(text: Text) -> Iterator[Change]:
    """Ignore the temperature, clamp it, square it, take its root, or move it off zero."""
    forms = (
        "1.0",
        "max({T}, 0.1)",
        "max({T}, 0.02)",
        "min({T}, 10.0)",
        "min({T}, 2.0)",
        "({T} ** 2)",
        "({T} ** 0.5)",
        "({T} + 1e-2)",
        "(1 / {T})",
        "int({T})",
    )
    for node in ast.walk(text.tree):
        if isinstance(node, ast.BinOp | ast.Call):
            used = [*getattr(node, "args", ()), getattr(node, "left", None)]
            for part in [*used, getattr(node, "right", None)]:
                if isinstance(part, ast.Name) and part.id == TEMPERATURE:
                    for form in forms:
                        yield instead(text, part, form.format(T=TEMPERATURE))


def temperature_elsewhere(text: Text) -> Iterator[Change]:
    """Apply the temperature to what comes out instead of to what goes in, as after a softmax."""
    for node in ast.walk(text.tree):
        if not isinstance(node, ast.Call):
            continue
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        for inner in (owner, *node.args):
            if (
                isinstance(inner, ast.BinOp)
                and isinstance(inner.op, ast.Div | ast.Mult)
                and name_of(inner.right) == TEMPERATURE
            ):
                source = text.of(node)
                whole = text.of(inner)
                if f"({whole})." in source:  # what a method is called on
                    whole, left = f"({whole})", text.operand(inner.left)
                else:
                    left = text.of(inner.left)
                without = source.replace(whole, left, 1)
                sign = "/" if isinstance(inner.op, ast.Div) else "*"
                yield instead(text, node, f"({without} {sign} {TEMPERATURE})")
                yield instead(text, node, f"({without} ** (1 / {TEMPERATURE}))")


def lost_state(text: Text) -> Iterator[Change]:
    """Do not pass on what the previous call returned, or do not keep what this one returns."""
    for node in ast.walk(text.tree):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            continue
        kept = [name for target in node.targets for name in ast.walk(target)]
        names = {name.id: name for name in kept if isinstance(name, ast.Name)}
        for argument in node.value.args:
            if isinstance(argument, ast.Name) and argument.id in names:
                yield instead(text, argument, "None")
                if isinstance(node.targets[0], ast.Tuple):
                    yield instead(text, names[argument.id], "_")


def other_loss(text: Text) -> Iterator[Change]:
    """Add up the loss instead of taking its mean, or smooth the targets."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Call) and (node.args or node.keywords):
            for more in LOSSES.get(name_of(node.func), ()):
                given: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
                last = max(map(text.end, given))
                yield Change(last, last, f", {more}")


def other_logits(text: Text) -> Iterator[Change]:
    """Let a layer that gives logits give something else: probabilities, or positive numbers."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = name_of(node.func.value)
            if owner == "self" and "logits" in node.func.attr:
                for more in ("softmax(-1)", "log_softmax(-1)", "relu()", "sigmoid()", "exp()"):
                    yield instead(text, node, f"{text.of(node)}.{more}")


def one_layer(text: Text) -> Iterator[Change]:
    """Leave out the last argument of a recurrent layer, such as the number of layers."""
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Call) and name_of(node.func) in RECURRENT and len(node.args) > 2:
            yield Change(text.end(node.args[-2]), text.end(node.args[-1]), "")


OPERATORS: tuple[Operator, ...] = (
    other_type,
    other_mode,
    own_randomness,
    other_temperature,
    temperature_elsewhere,
    lost_state,
    other_loss,
    other_logits,
    one_layer,
)
