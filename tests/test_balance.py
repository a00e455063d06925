"""Points say what matters: samplers, temperature, shapes and state before error messages."""

import pytest

from autograder.bank.entries import Entry, read
from autograder.notebook import load_notebook
from tests.test_bank import BANK, FRAMEWORKS, SOURCES, full_points

MATTERS = (
    *("sampler", "temperature", "soft", "shapes", "state", "steps", "masked", "logits"),
    *("independent", "causal", "context", "order", "top-k", "nucleus", "truncation"),
)
ERRORS = ("too-short", "invalid")
"""Words in the ids of test cells: of those that matter, and of those about an error message."""
OUTRIGHT = 12
"""Points, at least, for a sampler or a temperature that is wrong whatever it is asked."""
WRONG_OUTRIGHT = {
    "sampler_greedy",
    "sampler_uniform",
    "temperature_after_softmax",
    "temperature_as_exponent",
    "temperature_divides_probabilities",
    "temperature_ignored",
    "temperature_multiplied",
    "temperature_not_normalised",
    "temperature_without_sum",
}
"""A sampler that only ignores T, or only seeds itself, is wrong in one respect."""
FEWEST = 5
"""Of these in each assignment's bank."""


def costs(assignment: str) -> dict[str, tuple[Entry, float]]:
    """Return each misconception of the bank and the points it costs, by name."""
    full = full_points(load_notebook(SOURCES[assignment]))
    entries = {path.stem: read(path) for path in sorted((BANK / assignment / "wrong").glob("*.py"))}
    return {
        name: (entry, sum(full[cell] - points for cell, points in entry.scores.items()))
        for name, entry in entries.items()
    }


def concerns(cell: str, words: tuple[str, ...]) -> bool:
    return any(word in cell for word in words)


@pytest.mark.parametrize("assignment", FRAMEWORKS)
def test_what_matters_costs_as_much_as_any_error_message(assignment: str) -> None:
    found = costs(assignment)
    messages = [
        cost for entry, cost in found.values() if all(concerns(c, ERRORS) for c in entry.scores)
    ]
    matters = {
        name: cost
        for name, (entry, cost) in found.items()
        if any(concerns(c, MATTERS) and not concerns(c, ERRORS) for c in entry.scores)
    }

    assert messages
    assert {name: cost for name, cost in matters.items() if cost < max(messages)} == {}


@pytest.mark.parametrize("assignment", FRAMEWORKS)
def test_a_sampler_or_a_temperature_that_is_wrong_outright_costs_twelve(assignment: str) -> None:
    found = {name: cost for name, (_, cost) in costs(assignment).items() if name in WRONG_OUTRIGHT}

    assert len(found) >= FEWEST
    assert {name: cost for name, cost in found.items() if cost < OUTRIGHT} == {}
