"""Judges of the Keras model: shapes, probabilities, causality, masked steps, parameters."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.assignments.common.asking import must_answer
from autograder.assignments.common.memory import end_as_begun, must_remember
from autograder.assignments.generative_tensorflow.titles import UNK
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, check, expect
from autograder.judge.wire import Tensor

probes = Probes(__file__, "model")
ROUNDING = 1e-7
LONG = 300  # steps, more than careless bounds
NEVER = 1e-6  # a probability that no new network gives to a token, unless it is ruled out
SURE = 0.5  # of e / (e + V - 1), the most that two softmaxes give, there is always less


def _size(student: Student) -> int:
    """The notebook's own vocabulary size, so that only `shapes` tells a global one apart."""
    return expect.whole_number(student.ask(probes.vocabulary_size), 4, 500, otherwise=30)


def _inputs(rng: np.random.Generator, size: int, batch: int, steps: int) -> expect.Array:
    tokens = end_as_begun(rng.integers(2, size, size=(batch, steps)))
    return np.eye(size, dtype=np.float32)[tokens]  # (B, T, V)


def _outputs(
    student: Student,
    size: int,
    batches: list[expect.Array],
    hidden_dim: int = 16,
    learned: bool = False,
) -> list[expect.Array]:
    """Ask for what the model gives for each batch (B, T, V); the result has the same shape.

    As if it had learned, its weights may be others than those it began with.
    """
    answer = student.ask(
        probes.outputs, vocab_size=size, hidden_dim=hidden_dim, batches=batches, learned=learned
    )
    parts = expect.items(answer, len(batches), _("an output for every batch"))
    return [
        expect.array(part, batch.shape, "float", _shape_hint(part, batch))
        for part, batch in zip(parts, batches, strict=True)
    ]


def _shape_hint(part: object, batch: expect.Array) -> str:
    """Say what may be wrong with the shape of outputs."""
    values = part.values if isinstance(part, Tensor) else part
    if isinstance(values, np.ndarray) and values.ndim == 3:
        *steps, size = values.shape
        if tuple(steps) == batch.shape[:2] and size != batch.shape[2]:
            return _("V is vocab_size, whatever the size of the notebook's own vocabulary.")
    return _("One row of V probabilities for every step: does the recurrent layer return them all?")


@check(N_("Outputs have shape (B, T, V) for every vocabulary, width, length and batch"))
def shapes(student: Student) -> None:
    """Build models of sizes that differ from the notebook's own; one reads a long sequence."""
    rng = student.rng("model.shapes")
    own = _size(student)
    for hidden_dim in (8, 20):
        size = int(rng.integers(own + 1, own + 40))
        shapes = [(1, 1), (2, 7), (5, 3), (1, LONG)]
        batches = [_inputs(rng, size, *shape) for shape in shapes]
        _one, rows, *_others = must_answer(
            partial(_outputs, student, size, batches, hidden_dim),
            _("outputs from build_model({size}, {hidden_dim})").format(
                size=size, hidden_dim=hidden_dim
            ),
            _("Sizes are the arguments of build_model; a sequence may have any length: None."),
        )
        must_remember(rows, ROUNDING)


@check(N_("Every row of the output is a probability distribution"))
def gives_probabilities(student: Student) -> None:
    """Look for rows that are negative or do not sum to 1, in training mode too."""
    size = _size(student)
    batch = _inputs(student.rng("model.gives_probabilities"), size, 3, 6)
    (rows,) = _outputs(student, size, [batch])
    _must_sum_to_one(rows, _("The last layer ends in a softmax over the V tokens."))
    if (largest := float(rows[..., UNK].max())) < NEVER:
        raise Mismatch(
            _("<unk> about as likely as other tokens, before anything is learned"),
            _("at most {largest:.1g}").format(largest=largest),
            _("Titles have unknown characters, so <unk> is learned; who writes leaves it out."),
        )
    answer = student.ask(probes.sharpened, vocab_size=size, batch=batch)
    hint = _("A softmax of a softmax can never be sure: once is enough.")
    sharp = expect.array(expect.field(answer, "sharp"), batch.shape, "float", hint)
    largest = float(sharp.max())
    if largest < SURE:
        raise Mismatch(
            _("probabilities near 1 from weights a thousand times as large"),
            _("none above {largest:.2f}").format(largest=largest),
            hint,
        )
    _must_sum_to_one(sharp, _("Nothing changes what the softmax gives, however small it is."))
    training = expect.array(expect.field(answer, "training"), batch.shape, "float")
    _must_sum_to_one(training, _("Dropout comes before the softmax: after it, rows sum to 1."))
    must_remember(rows, ROUNDING)


def _must_sum_to_one(rows: expect.Array, hint: str) -> None:
    """Check that rows (B, T, V) are distributions over the last axis.

    Raises:
        Mismatch: they are not.
    """
    sums = rows.astype(np.float64).sum(axis=-1)
    rounding = 4 * float(np.finfo(rows.dtype).eps)  # much, under a mixed float16 policy
    if rows.min() < 0 or np.abs(sums - 1).max() > max(1e-4, rounding):
        raise Mismatch(
            _("rows without negative numbers, each with sum 1"),
            _("smallest number {least:.2g}, sums from {low:.4g} to {high:.4g}").format(
                least=rows.min(), low=sums.min(), high=sums.max()
            ),
            hint,
        )


@check(N_("An output depends on the steps up to its own, and on no later one"))
def causal(student: Student) -> None:
    """Change one step and compare the outputs before it, at it and after it."""
    size = _size(student)
    rng = student.rng("model.causal")
    batch = _inputs(rng, size, 2, 10)
    cut = int(rng.integers(6, 9))  # past the middle: read backwards, it would lie elsewhere
    changed = batch.copy()
    changed[:, cut] = np.roll(changed[:, cut], 1, axis=-1)
    before, after, again = _outputs(student, size, [batch, changed, batch])
    _must_repeat(before, again)
    if not expect.same(before[:, :cut], after[:, :cut], 1e-5):
        raise Mismatch(
            _("outputs before a step stay as they were when the step changes"),
            _("outputs before it changed"),
            _("The model sees the future: in generation there is none to see."),
        )
    for steps, name in ((slice(cut, cut + 1), _("at")), (slice(cut + 1, None), _("after"))):
        if expect.difference(before[:, steps], after[:, steps]) <= ROUNDING:
            raise Mismatch(
                _("outputs {side} a step change when the step changes").format(side=name),
                _("they stayed the same"),
                _("The model has no memory: is the recurrent layer in use?"),
            )


def _must_repeat(first: expect.Array, again: expect.Array) -> None:
    """Check that the same inputs have the same outputs, (B, T, V), outside of training mode.

    Raises:
        Mismatch: they differ.
    """
    if not expect.same(first, again, 1e-5):
        raise Mismatch(
            _("the same outputs for the same inputs, outside of training mode"),
            _("different outputs"),
            _("Something random, such as dropout, stays on: it is for training only."),
        )


@check(N_("A step that is all zero is skipped"))
def skips_masked(student: Student) -> None:
    """Put zero steps into two sequences, not at the same place: at the end they change nothing.

    Nor in the very middle, where a model that reads backwards would meet them at the same step, and
    nor at the beginning.
    One of the steps that are not zero is <unk>, which is read. All this holds for any weights, not
    only for those of the beginning, where biases are zero.
    """
    size = _size(student)
    rng = student.rng("model.skips_masked")
    batch = _inputs(rng, size, 2, 8)
    cuts = [int(cut) for cut in rng.permutation([3, 5])]
    batch[:, 2] = np.eye(size, dtype=np.float32)[UNK]
    without = batch.copy()
    without[:, 2] = 0
    parted = np.stack(
        [np.insert(row, [cut] * 2, 0, axis=0) for row, cut in zip(batch, cuts, strict=True)]
    )  # (B, T + 2, V)
    later = np.insert(batch, [0, 0], 0, axis=1)
    both, with_gap, begun, again = _outputs(
        student, size, [np.concatenate([batch, without]), parted, later, batch], learned=True
    )
    whole, unread = both[:2], both[2:]
    _must_repeat(whole, again)
    if expect.difference(whole[:, 2:], unread[:, 2:]) <= ROUNDING:
        raise Mismatch(
            _("<unk> read as a step like any other"),
            _("the same outputs as without it"),
            _("Only a step that is all zero is skipped, which the one-hot vector of <unk> is not."),
        )
    observed = np.stack(
        [np.delete(row, [cut, cut + 1], 0) for row, cut in zip(with_gap, cuts, strict=True)]
    )
    if not expect.same(whole, observed, 1e-5):
        raise Mismatch(
            _("the same outputs with and without two zero steps in the middle"),
            _("outputs after them differ by {error:.2g}").format(
                error=expect.difference(whole, observed)
            ),
            _(
                "Masking comes first, and every layer up to the recurrent one passes the mask "
                "on, each row with its own."
            ),
        )
    if not expect.same(whole, begun[:, 2:], 1e-5):
        raise Mismatch(
            _("the same outputs with and without two zero steps at the beginning"),
            _("outputs after them differ by {error:.2g}").format(
                error=expect.difference(whole, begun[:, 2:])
            ),
            _("A step that is all zero is skipped wherever it is, even if it is the first."),
        )
    must_remember(whole, ROUNDING)


@check(N_("The model is as large as hidden_dim and vocab_size say"))
def counts_parameters(student: Student) -> None:
    """Count parameters; those of one LSTM and one Dense layer are known exactly.

    Of the last size there are two models, which learn independently of each other.
    """
    own = _size(student)
    batch = _inputs(student.rng("model.counts_parameters"), own, 2, 8)
    sizes = [(own, 317), (own // 2, 61), (own, 61)]  # no width that one would round to
    answers = [
        student.ask(probes.anatomy, vocab_size=size, hidden_dim=hidden_dim)
        for size, hidden_dim in sizes[:-1]
    ]
    last = student.ask(probes.twins, vocab_size=own, hidden_dim=sizes[-1][1], batch=batch)
    counts = [_counted(one, *size) for one, size in zip([*answers, last], sizes, strict=True)]
    for larger, smaller, name in ((0, 2, "hidden_dim"), (2, 1, "vocab_size")):
        if not counts[larger] > counts[smaller]:
            raise Mismatch(
                _("more parameters with a larger {name}").format(name=name),
                _("{count} parameters as before").format(count=counts[larger]),
                _("Both vocab_size and hidden_dim are arguments: the model is built from them."),
            )
    outputs = expect.array(expect.field(last, "outputs"), batch.shape, "float")
    must_remember(outputs, ROUNDING)
    if expect.field(last, "shared") is not False:
        raise Mismatch(
            _("two networks from two calls of build_model"),
            _("one set of weights that belongs to both"),
            _("Each call makes new layers: a network that is returned again has already learned."),
        )


def _counted(answer: object, size: int, hidden_dim: int) -> int:
    """Return the parameters of a model; of a reference, they are known exactly."""
    count = expect.whole_number(expect.field(answer, "parameters"), 1, 10**9, otherwise=0)
    exact = 4 * ((size + hidden_dim + 1) * hidden_dim) + (hidden_dim + 1) * size
    if _is_reference(expect.field(answer, "layers")) and count != exact:
        raise Mismatch(
            _("{count} parameters for build_model({size}, {hidden_dim})").format(
                count=exact, size=size, hidden_dim=hidden_dim
            ),
            str(count),
            _("The LSTM has hidden_dim units, and the Dense layer V; both have biases."),
        )
    _must_have_the_state(expect.field(answer, "states"), hidden_dim)
    return count


def _must_have_the_state(sizes: object, hidden_dim: int) -> None:
    """Check that a state has hidden_dim numbers, or several times as many in one.

    Raises:
        Mismatch: the sizes of the states are known, and none of them is that.
    """
    if isinstance(sizes, list) and sizes and all(type(size) is int for size in sizes):
        if any(size > 0 and size % hidden_dim == 0 for size in sizes):
            return
        raise Mismatch(
            _("a recurrent layer whose state has {hidden_dim} numbers").format(
                hidden_dim=hidden_dim
            ),
            expect.described(sizes),
            _("hidden_dim, as it is passed in, is the size of the recurrent layer's state."),
        )


def _is_reference(layers: object) -> bool:
    """Tell whether the layers are those of the reference: Masking, LSTM, Dense."""
    if not isinstance(layers, list):
        return False
    counted = [one for one in layers if not any(expect.alike(one, ignored) for ignored in IGNORED)]
    return expect.alike(counted, ["LSTM", "Dense"])


IGNORED = ["InputLayer", "Masking", "Softmax", "Activation"]
