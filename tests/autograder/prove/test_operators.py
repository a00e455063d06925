"""Each operator changes what it is made for, in one place at a time, and leaves Python code."""

import ast
from collections.abc import Callable

import pytest

from autograder.prove import field, ordinary, plain
from autograder.prove.text import Operator, Text

EXAMPLES: dict[Operator, tuple[str, list[str]]] = {
    plain.drop_statement: ("x = 1\nx = 2\nx += 3\nf(x)", ["pass"] * 3),
    plain.drop_keyword: ("f(a, dim=-1)", ["f(a)"]),
    plain.drop_method: ("y = x.detach().clone()", ["y = x.detach()", "y = x.clone()"]),
    plain.drop_operand: ("(a + b) / t", ["(a + b)", "t", "(a) / t", "(b) / t"]),
    plain.drop_choice: ("y = [a if b else c for b in d if b]", ["y = [a", "y = [c", "if True]"]),
    plain.drop_context: ("with torch.no_grad():\n    f()", ["if True:\n    f()"]),
    plain.other_error: ("raise ValueError('no')", ["pass", "raise RuntimeError('no')"]),
    plain.other_text: ("f('a', '', desc='b')", ["f(\"\", '', ", "f('a', \" \", "]),
    plain.other_bounds: ("x[:n]", ["x[:]", "x[:n + 1]", "x[:n - 1]"]),
    plain.other_function: ("x.argmax(1)", ["x.argmin(1)"]),
    plain.other_order: ("def f():\n    return a, b", ["return b, a"]),
    field.other_type: ("x.to(torch.float64)", ["torch.float32"]),
    field.other_mode: ("net.train(before)", ["net.eval()"]),
    field.own_randomness: ("f(rng)", ["f(np.random.default_rng(0))", "f(np.random)"]),
    field.other_temperature: ("x / temperature", ["x / 1.0", "x / max(temperature, 0.1)"]),
    field.temperature_elsewhere: (
        "torch.softmax(x / temperature, dim=-1)",
        ["(torch.softmax(x, dim=-1) / temperature)"],
    ),
    field.lost_state: ("y, s = net(x, s)", ["y, s = net(x, None)", "y, _ = net(x, s)"]),
    field.other_loss: ("cross_entropy(x, y)", ['cross_entropy(x, y, reduction="sum")']),
    field.other_logits: ("self.to_logits(x)", ["self.to_logits(x).softmax(-1)"]),
    field.one_layer: ("nn.LSTM(a, b, c, batch_first=True)", ["nn.LSTM(a, b, batch_first=True)"]),
}


@pytest.mark.parametrize(
    "operator",
    [pytest.param(one, id=one.__name__) for one in (*plain.OPERATORS, *field.OPERATORS)],
)
def test_an_operator_makes_its_changes_one_at_a_time(
    operator: Callable[[Text], object],
) -> None:
    source, expected = EXAMPLES[operator]  # type: ignore[index]
    text = Text(source)

    changed = [text.put(one.first, one.last, one.text) for one in operator(text)]  # type: ignore[attr-defined]

    assert all(any(part in one for one in changed) for part in expected), changed
    for one in changed:
        ast.parse(one)
        assert one != source


def test_columns_are_counted_in_characters() -> None:
    text = Text("s = 'á�'; x = y.copy()")
    (change,) = plain.drop_method(text)

    assert text.put(change.first, change.last, change.text) == "s = 'á�'; x = y"


def test_cosmic_ray_stays_within_families_of_operators() -> None:
    sources = {source for _first, _last, source in ordinary.changed("x = a + b if a <= 1 else -a")}

    assert {"x = a * b if a <= 1 else -a", "x = a + b if a < 1 else -a"} <= sources
    assert {"x = a + b if a <= 2 else -a", "x = a + b if not a <= 1 else -a"} <= sources
    assert not any(sign in one for one in sources for sign in ("<<", "&", "~", " is "))
