"""The judge of very low and very high temperatures of a sampler, on small students."""

from collections.abc import Callable

import pytest
import torch

from tests.autograder.assignments.test_sampler import SEEDS, Generator, judged, multinomial


@pytest.mark.parametrize(
    "other",
    [
        lambda t: max(t, 0.1),
        lambda t: max(t, 0.02),
        lambda t: min(t, 10.0),
        lambda t: t + 0.01,
        lambda t: round(t, 1) or 0.1,
    ],
    ids=["above 0.1", "above 0.02", "below 10", "plus 0.01", "rounded"],
)
def test_a_temperature_that_is_not_taken_as_it_is_shows_whatever_the_secret(
    other: Callable[[float], float],
) -> None:
    def sample(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
        return multinomial(logits, other(temperature), generator)

    findings = [judged("extremes", sample, seed) for seed in SEEDS[:3]]

    assert [finding for finding in findings if finding.passed] == []


def test_a_sampler_that_no_seed_determines_is_left_to_the_test_of_the_generator() -> None:
    def sample(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
        return multinomial(logits, temperature)

    assert judged("extremes", sample).passed
    assert not judged("generator", sample).passed


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_a_sampler_that_rejects_random_numbers_may_draw_others_for_a_rounded_digit(
    seed: bytes,
) -> None:
    def sample(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
        shares = torch.softmax(logits.double() / temperature, -1).tolist()
        weights = [int(share * 2**200) for share in shares]
        number = total = sum(weights)
        while number >= total:  # of one bit more or less than 200, as rounding has it
            parts = torch.randint(2**50, (total.bit_length() // 50 + 1,), generator=generator)
            number = sum(int(part) << 50 * i for i, part in enumerate(parts))
            number >>= 50 * len(parts) - total.bit_length()
        token = 0
        while number >= weights[token]:
            number -= weights[token]
            token += 1
        return token

    assert judged("extremes", sample, seed).passed
