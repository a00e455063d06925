"""Hidden regions as version 0.1 wrote them: a gradebook that holds them is graded as before."""

import ast

import pytest

from autograder import assignments, exam, judge, statistics
from autograder.assignments.generative_pytorch import text
from autograder.judge.hidden import examine
from tests.autograder.assignments.oracle import Oracle

OLD = {
    "sampler.draws_independent(here())": "common.sampler",
    "pytorch.text.encodes(here())": "generative_pytorch.text",
    "tensorflow.titles.encodes(here())": "generative_tensorflow.titles",
    "words.tokens.spaces(here())": "word_lab.tokens",
}


@pytest.mark.parametrize("call", OLD)
def test_a_check_is_found_by_its_name_in_version_0_1(call: str) -> None:
    *names, _function = ast.unparse(ast.parse(call, mode="eval").body.func).split(".")  # type: ignore[attr-defined]
    found: object = exam.checks
    for name in names:
        found = getattr(found, name)

    assert getattr(found, "__name__", "") == f"{assignments.__name__}.{OLD[call]}"


def test_a_region_of_version_0_1_is_judged() -> None:
    region = (
        "from autograder.exam import Report, checks, here\n"
        "from autograder.statistics import softmax\n"
        "Report(checks.pytorch.text.encodes(here()), points=2)"
    )

    assert examine(region, Oracle(), 2).score == 2
    assert statistics.softmax is judge.statistics.softmax
    assert exam.checks.pytorch.text is text


def test_what_there_never_was_is_named() -> None:
    with pytest.raises(AttributeError, match="no checks 'nothing'"):
        exam.checks.nothing  # noqa: B018 - it raises
