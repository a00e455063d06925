"""The error rates of a whole submission: every statistical check counted, once."""

import ast
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder import assignments
from autograder.assignments.common import drawn, many, noise, sampler
from autograder.assignments.generative_pytorch import generation as of_logits
from autograder.assignments.generative_tensorflow import chance as of_probabilities
from autograder.assignments.word_lab import generation as of_words
from autograder.assignments.word_lab import nucleus
from autograder.judge import statistics
from autograder.judge.statistics import ALPHA, critical_g, draws_for_temperature, softmax
from autograder.notebook import load_notebook, split
from tests.autograder.judge.test_statistics import g_of, most_misses
from tests.conftest import ROOT

P_VALUES = {
    "generative_pytorch.generation.soft_temperature": 1,
    "generative_tensorflow.chance.soft_temperature": 1,
    "word_lab.generation.uses_temperature": 1,
    "word_lab.nucleus.draws_from_nucleus": 1,
    "common.sampler.draws_independent": 1,
    "common.sampler.follows_softmax": 1,
    "common.sampler.reaches_every_token": 2,  # 70 tokens at ALPHA / 70 each, and the likeliest
}
"""Every check that can fail an honest sampler at ALPHA, and how many p-values one call draws."""

SAMPLER = {
    "common.sampler.draws_independent": 1,
    "common.sampler.follows_softmax": 3,  # T = 1, 2 and 0.5
    "common.sampler.reaches_every_token": 1,
}
CALLS = {
    "generative-pytorch": SAMPLER | {"generative_pytorch.generation.soft_temperature": 1},
    "generative-tensorflow": SAMPLER | {"generative_tensorflow.chance.soft_temperature": 1},
    "word-lab": SAMPLER
    | {
        "word_lab.generation.uses_temperature": 1,
        "word_lab.nucleus.draws_from_nucleus": 2,  # T = 2 and 0.5
    },
}
"""How often each notebook calls them."""


def coincidences() -> float:
    """Probability that honest draws fail by a rarer event, or a check that compares draws."""
    p = softmax(sampler.DESIGN)
    constant = float(np.sum(p**2000))  # draws_independent: 2000 times the same token
    equal = float(np.sum(p**2)) ** 100  # uses_generator: two seeds, the same 100 draws
    texts = 4 * (1 / 15) ** 20  # two seeds or draws, the same 20 of 15 tokens or more, twice
    absent = 3 * ALPHA / 100  # follows_softmax, at three temperatures: a token never drawn
    two = 2 * noise.RATE  # follows_softmax, at T = 1 and 0.5: two tokens
    tens = noise.RATE  # reaches_every_token: each ten side by side
    doubles = noise.RATE  # the sampled text: pairs of equal tokens
    seeds = len(drawn.SEEDS)
    short = seeds * (seeds - 1) / 2 / 15**drawn.SHORT  # short texts of many seeds: two are the same
    return constant + equal + texts + absent + two + tens + doubles + short


@pytest.mark.parametrize("assignment", CALLS)
def test_a_right_submission_fails_with_a_probability_of_1e_6_at_most(assignment: str) -> None:
    total = sum(P_VALUES[name] * calls for name, calls in CALLS[assignment].items())

    assert total == 7 + CALLS[assignment].get("word_lab.nucleus.draws_from_nucleus", 0)
    assert total * ALPHA + coincidences() <= 1e-6


@pytest.mark.parametrize("assignment", CALLS)
def test_the_notebook_calls_the_statistical_checks_as_often_as_counted(assignment: str) -> None:
    (path,) = (ROOT / "source" / assignment).glob("*.ipynb")
    hidden = "\n".join(split(cell.source)[1] for cell in load_notebook(path).cells)
    packages = ("common", assignment.replace("-", "_"))
    ours = [name for name in P_VALUES if name.split(".")[0] in packages]
    calls = {name: len(re.findall(rf"\b{name.split('.', 1)[1]}\(", hidden)) for name in ours}

    assert calls == CALLS[assignment]


def _start(decorator: ast.expr) -> str:
    return ast.unparse(decorator)[: len("check(")]


def test_no_statistical_check_was_forgotten() -> None:
    """Find every check whose code mentions the false-fail rate."""
    found = set()
    judges = Path(assignments.__file__).parent
    for path in judges.rglob("*.py"):
        module = ".".join(path.relative_to(judges).with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and "check(" in map(_start, node.decorator_list):
                names = {leaf.id for leaf in ast.walk(node) if isinstance(leaf, ast.Name)}
                if "ALPHA" in names:
                    found.add(f"{module}.{node.name}")

    assert set(P_VALUES) == found


def test_reachable_tokens_are_missed_with_alpha_at_most() -> None:
    """The number of draws of `reaches_every_token`, for its 70 tokens of 0.0095 or more."""
    n = many.draws_of_many()

    assert many.many().sum() == pytest.approx(1)
    assert many.many().min() >= many.RAREST
    assert np.sum((1 - many.many()) ** n) <= ALPHA


@pytest.mark.parametrize("share", [0.05, 0.1])
def test_a_sampler_that_mixes_in_the_likeliest_token_is_found(share: float) -> None:
    """Simulate the second p-value of `reaches_every_token` at its own number of draws."""
    n, right = many.draws_of_many(), many.mixed(0.0)
    counts = np.random.default_rng(7).multinomial(n, many.mixed(share), size=20_000)

    assert np.count_nonzero(g_of(counts, right) <= critical_g(2)) <= most_misses(20_000)


def test_a_part_of_the_vocabulary_that_weighs_too_much_is_found() -> None:
    """Simulate blocks of 16 tokens drawn alike, of which the last one has six, in some order."""
    rng, n = np.random.default_rng(7), many.draws_of_many()
    p = rng.permutation(many.many())
    blocks = np.arange(many.MANY) // 16
    within = np.array([p[blocks == block].sum() for block in blocks])
    tens = [each.reshape(-1, many.TEN).sum(axis=1) for each in (p / within / 5, p)]
    counts = rng.multinomial(n, tens[0], size=20_000)

    found = g_of(counts, tens[1]) > critical_g(len(tens[1]), noise.RATE)

    assert np.count_nonzero(~found) <= most_misses(20_000)


def test_noise_of_a_logistic_distribution_is_found_among_two_tokens() -> None:
    """Simulate the largest of logits plus noise, as often as `must_divide` draws."""
    rng, n = np.random.default_rng(7), noise.draws_of_two()
    one, other = rng.logistic(size=(2, 2_000_000))
    wrong = float(np.mean(one > noise.APART + other))
    right = softmax(np.array([0.0, noise.APART]))
    counts = rng.multinomial(n, [wrong, 1 - wrong], size=20_000)

    assert wrong == pytest.approx(noise.of_logistic_noise(), rel=0.01)
    assert np.count_nonzero(g_of(counts, right) <= critical_g(2, noise.RATE)) <= most_misses(20_000)


@pytest.mark.parametrize(
    ("logits", "temperature"),
    [
        (of_logits.SOFT_LOGITS, 4.0),
        (of_probabilities.SOFT_LOGITS, 4.0),
        (of_words.WORD_LOGITS, 4.0),
    ],
    ids=["pytorch", "tensorflow", "words"],
)
def test_the_sampled_text_finds_its_misconceptions(
    logits: NDArray[np.float64], temperature: float
) -> None:
    """Simulate the design of `generation.soft_temperature` at its own number of draws."""
    p, size = softmax(logits, temperature), len(logits)
    wrong = [softmax(logits, t) for t in (1.0, 1 / temperature, temperature**2)]
    n = draws_for_temperature(tuple(logits), temperature)
    rng = np.random.default_rng(7)
    for q in [*wrong, np.full(size, 1 / size), np.eye(size)[-1]]:
        counts = rng.multinomial(n, q, size=20_000)
        assert np.count_nonzero(g_of(counts, p) <= critical_g(size)) <= most_misses(20_000)


@pytest.mark.parametrize("temperature", [0.5, 2.0])
def test_draws_from_a_nucleus_find_their_misconceptions(temperature: float) -> None:
    """Simulate the design of `nucleus.draws_from_nucleus` at its own number of draws."""
    n = nucleus.draws_for(temperature)
    right = nucleus.cut(sampler.DESIGN, temperature, nucleus.P[temperature])
    rng = np.random.default_rng(7)
    for q in nucleus.wrong_draws(sampler.DESIGN, temperature).values():
        counts = rng.multinomial(n, q, size=20_000)
        unseen = np.all(counts[:, right == 0] == 0, axis=1) & (
            g_of(counts[:, right > 0], right[right > 0]) <= critical_g(int(np.count_nonzero(right)))
        )
        assert np.count_nonzero(unseen) <= most_misses(20_000)


def test_the_stated_rates_are_those_of_the_design() -> None:
    assert statistics.ALPHA * 10 <= 1e-6
    assert statistics.POWER >= 0.999
