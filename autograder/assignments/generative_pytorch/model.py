"""Judges of the recurrent network: shapes, independence, causality, state, gradients."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.assignments.common.asking import must_answer, must_be_unchanged
from autograder.assignments.common.memory import end_as_begun, must_remember
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probe, Probes, Student, check, expect

probes = Probes(__file__, "model")
ROUNDING = 1e-6
LONG = 2_100  # tokens of a text, more than a table of positions usually has
SIZES = [(8, 1), (8, 2), (8, 3), (16, 1), (300, 1), (600, 1), (8,)]  # hidden_dim, num_layers
PIECES = 70  # tokens of a text that may be read in pieces
MANY = 70  # texts of a batch that may be read in pieces
LARGE = 300  # tokens of a vocabulary whose last ones are beyond ASCII and 8 bits


def _size(student: Student) -> int:
    """The notebook's own vocabulary size, so that only `shapes` tells a global one apart."""
    return expect.whole_number(student.ask(probes.vocabulary_size), 4, 500, otherwise=30)


def _tokens(rng: np.random.Generator, size: int, batch: int, steps: int) -> expect.Array:
    """Draw tokens (B, T); the second one of each text is 0, which is a token like others."""
    tokens = rng.integers(0, size, size=(batch, steps))
    tokens[:, 1:2] = 0
    return end_as_begun(tokens)


def _logits(
    student: Student,
    size: int,
    batches: list[expect.Array],
    hidden_dim: int = 16,
    layers: int = 1,
    probe: Probe = probes.logits,
    **options: float,
) -> list[expect.Array]:
    """Ask for the logits of each batch (B, T), and return them, each (B, T, V)."""
    answer = student.ask(
        probe,
        vocab_size=size,
        hidden_dim=hidden_dim,
        num_layers=layers,
        batches=batches,
        **options,
    )
    parts = expect.items(answer, len(batches), _("logits for every batch"))
    hint = _("One row of V logits for every token of every batch entry: (B, T, V).")
    return [
        expect.tensor(part, (*batch.shape, size), "float", hint)
        for part, batch in zip(parts, batches, strict=True)
    ]


@check(N_("Logits have shape (B, T, V) for every vocabulary, width, depth and batch"))
def shapes(student: Student) -> None:
    """Build networks of sizes that differ from the notebook's own, and read a long text.

    What is read stays as it was, also where a network in training mode leaves some of it out.
    """
    rng = student.rng("model.shapes")
    own = _size(student)
    for hidden_dim, layers in ((8, 1), (16, 2), (23, 3)):
        size = int(rng.integers(own + 1, own + 40))
        shapes = [(2, 7), (1, 1), (5, 1), (1, LONG if layers == 1 else 1)]
        batches = [_tokens(rng, size, *shape) for shape in shapes]
        rows, *_others = _built(student, size, batches, hidden_dim, layers)
        must_remember(rows, ROUNDING)
    _tells_all_tokens_apart(student)
    _sizes_matter(student)
    answer = student.ask(probes.tokens_kept, vocab_size=own, batch=_tokens(rng, own, 32, 32))
    must_be_unchanged(answer, _("the tokens passed in, unchanged"))


def _built(
    student: Student, size: int, batches: list[expect.Array], hidden_dim: int, layers: int
) -> list[expect.Array]:
    """Return the logits of batches from a network of these sizes, which has to be built."""
    return must_answer(
        partial(_logits, student, size, batches, hidden_dim, layers),
        _("logits from CharGenerator({size}, {hidden_dim}, {layers})").format(
            size=size, hidden_dim=hidden_dim, layers=layers
        ),
        _("The sizes are the arguments of CharGenerator, and a text may have any length."),
    )


def _tells_all_tokens_apart(student: Student) -> None:
    """Read each token of a large vocabulary, after 1: what is learned about one is its own."""
    batch = np.stack([np.ones(LARGE, dtype=np.int64), np.arange(LARGE)], axis=1)
    (rows,) = _built(student, LARGE, [batch], 16, 1)
    if (different := len(np.unique(rows[:, 1], axis=0))) < LARGE:
        raise Mismatch(
            _("different logits after each of {size} different tokens").format(size=LARGE),
            _("{different} different rows of logits").format(different=different),
            _("Each token has a vector of its own: the embedding needs vocab_size rows."),
        )


def _sizes_matter(student: Student) -> None:
    """Count what networks learn and what they remember, as far as their state can be counted."""
    answer = student.ask(probes.counts, vocab_size=30, sizes=SIZES)
    what = _("a number of parameters for each size")
    counts = expect.items(expect.field(answer, "parameters"), len(SIZES), what)
    small, deep, deeper, wide, large, largest, default = (
        expect.integer(one, what) for one in counts
    )
    for larger, smaller, name in (
        (deep, small, "num_layers"),
        (deeper, deep, "num_layers"),
        (wide, small, "hidden_dim"),
        (largest, large, "hidden_dim"),
    ):
        if not larger > smaller:
            raise Mismatch(
                _("more parameters with a larger {name}").format(name=name),
                _("{count} parameters as before").format(count=larger),
                _("Both hidden_dim and num_layers are arguments: the network is built from them."),
            )
    if default != small:
        raise Mismatch(
            _("{count} parameters without num_layers, as with num_layers=1").format(count=small),
            str(default),
            _("Keep the signature: num_layers is 1 where nobody passes it."),
        )
    what = _("the size of a state for each size of the network")
    sizes = expect.items(expect.field(answer, "state"), len(SIZES), what)
    small, _deep, _deeper, wide, *_large = (expect.integer(size, what) for size in sizes)
    if small and wide == small:
        raise Mismatch(
            _("a larger state with a larger hidden_dim"),
            _("{count} numbers as before").format(count=wide),
            _("hidden_dim is the size of the state, whatever else may have that size too."),
        )


@check(N_("forward returns logits, not probabilities"))
def gives_logits(student: Student) -> None:
    """Refuse numbers that are squeezed into a range, from a network whose weights are large.

    Of 36 rows or more of logits with a spread above 1, some are negative and some beyond ±1.
    """
    size = _size(student)
    tokens = _tokens(student.rng("model.gives_logits"), size, 6, 6)
    (rows,) = _logits(student, size, [tokens], spread=1.0)
    sums = rows.sum(axis=-1, dtype=np.float64)
    if np.all(rows >= 0) and np.allclose(sums, 1, atol=1e-3):
        raise Mismatch(
            _("logits: any real numbers"),
            _("rows that are all positive and sum to 1"),
            _("Cross-entropy applies the softmax itself; applied twice, learning nearly stops."),
        )
    lowest, highest = float(rows.min()), float(rows.max())
    if lowest >= 0 or max(-lowest, highest) <= 1:
        raise Mismatch(
            _("logits: any real numbers, negative and large ones too"),
            _("numbers from {lowest:.3g} to {highest:.3g}, however large the weights").format(
                lowest=lowest, highest=highest
            ),
            _("A sigmoid, tanh, ReLU or exp at the end restricts the logits' range: leave it out."),
        )
    must_remember(rows, ROUNDING)
    try:
        _logits(student, size, [tokens[:, :2]], spread=100.0)
    except Mismatch as wrong:
        raise Mismatch(
            _("finite logits, however large the weights"),
            wrong.observed,
            _("The logarithm of a probability that is too small for a float is -inf."),
        ) from None


def _steady(one: expect.Array, again: expect.Array) -> None:
    """Compare two equal calls in evaluation mode, before anything else is concluded from calls.

    Raises:
        Mismatch: they differ.
    """
    if not expect.same(one, again):
        raise Mismatch(
            _("the same logits for the same tokens, twice, in evaluation mode"),
            _("two equal calls that differ by {difference:.2g}").format(
                difference=expect.difference(one, again)
            ),
            _(
                "Something random, such as dropout, stays on in evaluation mode, or a state is "
                "kept from one call to the next."
            ),
        )


@check(N_("Batch entries do not influence each other"))
def independent(student: Student) -> None:
    """Compare a batch entry alone with the same entry in company, for one layer and for two.

    In training mode, where random choices depend on the batch's shape, its company changes.
    """
    size = _size(student)
    rng = student.rng("model.independent")
    tokens = _tokens(rng, size, 4, 7)
    changed = np.concatenate([tokens[:1], (tokens[1:] + rng.integers(1, size)) % size])
    for layers in (1, 2):
        batches = [tokens, tokens, tokens[:1], tokens[3:]]
        together, again, first, last = _logits(student, size, batches, layers=layers)
        _steady(together, again)
        if not (expect.same(together[:1], first) and expect.same(together[3:], last)):
            raise Mismatch(
                _("the same logits for a text, alone or beside others"),
                _("logits that depend on the other texts of the batch"),
                _("Which axis does the recurrent layer take as time? Tokens are (B, T)."),
            )
        one, other = _logits(
            student, size, [tokens, changed], layers=layers, probe=probes.logits_in_training
        )
        if not expect.same(one[:1], other[:1]):
            raise Mismatch(
                _("the same logits for a text beside others, in training mode too"),
                _("logits that depend on the other texts of the batch"),
                _("Batch normalisation mixes the texts of a batch; layer normalisation does not."),
            )
    must_remember(together, ROUNDING)


@check(N_("A logit depends on the tokens up to its own, and on no later one"))
def causal(student: Student) -> None:
    """Change one token and compare the logits before it and at it, for one layer and for two."""
    size = _size(student)
    rng = student.rng("model.causal")
    tokens = _tokens(rng, size, 2, 9)
    cut = int(rng.integers(3, 6))
    changed = tokens.copy()
    changed[:, cut] = (changed[:, cut] + 1) % size
    for layers in (1, 2):
        before, again, after = _logits(student, size, [tokens, tokens, changed], layers=layers)
        _steady(before, again)
        if not expect.same(before[:, :cut], after[:, :cut]):
            raise Mismatch(
                _("logits before a token stay as they were when the token changes"),
                _("logits before it changed"),
                _("The network sees the future: in generation there is none to see."),
            )
        if np.array_equal(before[:, cut:], after[:, cut:]):
            raise Mismatch(
                _("logits at a token change when the token changes"), _("they stayed the same")
            )
    must_remember(before, ROUNDING)


@check(N_("The state carries what was read: two halves equal the whole"))
def carries_state(student: Student) -> None:
    """Compare a sequence at once with its two parts, for one and two layers, and a longer one.

    Once there are as many texts as layers, once more than are read in one piece. The longer
    sequence is cut in the middle.
    """
    size = _size(student)
    rng = student.rng("model.carries_state")
    cut = int(rng.integers(3, 6))
    for layers, batch, length in ((1, MANY, 8), (2, 3, 8), (2, 2, 8), (1, 3, PIECES)):
        tokens = _tokens(rng, size, batch, length)
        _halves(student, size, tokens, cut if length < PIECES else PIECES // 2, layers)


def _halves(student: Student, size: int, tokens: expect.Array, cut: int, layers: int) -> None:
    answer = student.ask(
        probes.logits_in_parts,
        vocab_size=size,
        hidden_dim=16,
        num_layers=layers,
        tokens=tokens,
        cut=cut,
    )
    length = tokens.shape[1]
    steps = {"whole": length, "again": length, "first": cut}
    steps |= {"step": 1, "step again": 1, "rest": length - cut - 1}
    steps |= dict.fromkeys(("fresh", "continued", "begun"), length - cut)
    part = {
        name: expect.tensor(expect.field(answer, name), (len(tokens), count, size), "float")
        for name, count in steps.items()
    }
    _steady(part["whole"], part["again"])
    if not expect.same(part["step"], part["step again"]):
        raise Mismatch(
            _("the same logits for the same token and state, twice"),
            _("different ones at the second call"),
            _("The state that is passed in must not change: return a new one."),
        )
    halves = np.concatenate([part["first"], part["step"], part["rest"]], axis=1)
    if not expect.same(part["whole"], halves):
        raise Mismatch(
            _("forward(second half, state after the first) continues the sequence"),
            _("logits other than those of the whole sequence, with num_layers={layers}").format(
                layers=layers
            ),
            _halves_hint(layers, length),
        )
    if expect.difference(part["fresh"], part["whole"][:, cut:]) <= ROUNDING:
        raise Mismatch(
            _("logits that depend on what came before"),
            _("the same logits with and without the first half"),
            _("The network has no memory: is the recurrent layer in use?"),
        )
    if expect.difference(part["continued"], part["begun"]) <= ROUNDING:
        raise Mismatch(
            _("logits that depend on the given state, in training mode too"),
            _("the same logits with and without a state"),
            _("Training may pass a state on as well: forward reads from it in both modes."),
        )


def _halves_hint(layers: int, length: int) -> str:
    if length == PIECES:
        return _("A text of any length is read with one state, from its first token to its last.")
    if layers == 1:
        return _("Pass `state` to the recurrent layer, and return the one it gives back.")
    return _("The state is that of every layer, not just of one.")


@check(N_("Gradients reach every parameter"))
def trains_everything(student: Student) -> None:
    """Look for parameters that a weighted sum of the logits does not depend on, for 4 steps.

    The network has two layers; of one with a single layer, the visible test tells.
    """
    size = _size(student)
    rng = student.rng("model.trains_everything")
    tokens = _tokens(rng, size, 4, 12)
    weights = rng.normal(size=(4, 12, size))
    answer = student.ask(probes.gradients, vocab_size=size, tokens=tokens, weights=weights, steps=4)
    if not isinstance(answer, list) or not answer:
        raise Mismatch(_("a network with parameters"), expect.described(answer))
    for pair in answer:
        name, gradient = expect.items(pair, 2, _("a parameter and its gradient"))
        if not isinstance(gradient, float) or not 0 < gradient <= expect.LARGEST:
            raise Mismatch(
                _("a gradient for every parameter"),
                _("none for {name}").format(name=_name_of(name)),
                _(
                    "A parameter that forward does not use, or that detach() cuts off, is "
                    "never trained."
                ),
            )
    (rows,) = _logits(student, size, [tokens])
    must_remember(rows, ROUNDING)


def _name_of(parameter: object) -> str:
    return parameter[:80] if isinstance(parameter, str) else expect.described(parameter)
