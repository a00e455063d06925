"""Comparisons that checks share: what may be anything is looked at before it is compared."""

import math
from typing import Any

import numpy as np
import pytest

from autograder.judge import expect
from autograder.judge.report import Mismatch
from autograder.judge.wire import Opaque, Tensor

HUGE = np.ones((3,) * 12, np.uint8)  # of half a million numbers, none of which NumPy leaves out


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (None, "None"),
        ("a", "'a'"),
        ([], "[]"),
        ({}, "{}"),
        ([1, [2.5, "b"], []], "[1, [2.5, 'b'], []]"),
        ({"a": {"b": [True]}}, "{'a': {'b': [True]}}"),
        ({"a": 1, "b": 2}, "{'a': 1, 'b': 2}"),
        (math.nan, "nan"),
        (np.zeros(()), "a NumPy number of dtype float64"),
        ([np.zeros(2)], "[a NumPy array of shape (2,) and dtype float64]"),
        (HUGE, f"a NumPy array of shape {(3,) * 12} and dtype uint8"),
        (Opaque("set"), "an object of type set"),
        ({"a": Opaque("set")}, "{'a': an object of type set}"),
        (Tensor("torch", np.zeros(2)), "a torch tensor of shape (2,) and dtype float64"),
    ],
    ids=lambda value: str(type(value).__name__),
)
def test_an_answer_is_shown_or_named_by_its_kind(answer: object, shown: str) -> None:
    assert shown == expect.described(answer)


@pytest.mark.parametrize(
    ("answer", "begins"),
    [
        ("a" * 10**6, "'aaa"),
        (["a" * 10**6], "['aaa"),
        (list(range(10**6)), "[0, 1, 2"),
        ([[]] * 10**6, "[[], []"),
        ({"k" * 1000: 1}, "{'kkk"),
        ({str(i): i for i in range(10**5)}, "{'0': 0, '1'"),
        ([HUGE] * 1000, "[a NumPy array of shape (3, 3, "),
        (10**1000, "1000"),
    ],
    ids=["text", "texts", "numbers", "lists", "key", "keys", "arrays", "number"],
)
def test_of_a_large_answer_the_beginning_is_shown(answer: object, begins: str) -> None:
    shown = expect.described(answer)

    assert shown.startswith(begins)
    assert len(shown) == expect.SHOWN
    assert shown.endswith("...")


ONE: list[Any] = [1, 1.0, True, "1", [1], np.array(1), np.ones(3), Opaque("int"), None, {"1": 1}]


@pytest.mark.parametrize("expected", [1, 1.0, True, "1", [1]], ids=repr)
def test_what_is_alike_has_the_same_type_too(expected: object) -> None:
    alike = [one for one in ONE if expect.alike(one, expected)]

    assert [expected] == alike
    assert type(expected) is type(alike[0])


@pytest.mark.parametrize("observed", ONE, ids=repr)
def test_lists_are_alike_item_by_item(observed: object) -> None:
    assert expect.alike([["a"], observed], [["a"], 1]) is (observed is ONE[0])
    assert not expect.alike([observed, 1], [1])


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_not_finite_are_a_mismatch(dtype: str, number: float) -> None:
    with pytest.raises(Mismatch):
        expect.array(np.array([0, number], dtype), (2,), "float")


@pytest.mark.parametrize("number", [1e301, -1e301, 1e308])
def test_numbers_whose_sum_would_be_infinite_are_a_mismatch(number: float) -> None:
    with pytest.raises(Mismatch):
        expect.array(np.array([number]), (1,), "float")


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "int64", "uint64", "bool"])
def test_the_largest_numbers_of_small_types_are_finite(dtype: str) -> None:
    largest = {"float16": 65504, "bool": True}.get(dtype, 1e18)
    values = np.array([largest], dtype)

    assert expect.finite(values) is values


def test_the_difference_of_large_numbers_of_a_small_type_is_finite() -> None:
    large = np.array([65504], np.float16)

    assert expect.difference(large, -large) == 131008
    assert not expect.same(large, -large)
    assert expect.same(large, large)


@pytest.mark.parametrize(
    "answer", [True, 1.0, "1", None, np.array(1), [1], Opaque("int")], ids=repr
)
def test_an_integer_is_nothing_else(answer: object) -> None:
    assert expect.integer(7, "a number") == 7
    with pytest.raises(Mismatch):
        expect.integer(answer, "a number")


@pytest.mark.parametrize(
    "answer", [None, "ab", ["a"], ["a", 1], ["a", ["b"]], {"a": "b", "c": "d"}], ids=repr
)
def test_texts_are_strings_as_many_as_were_asked_for(answer: object) -> None:
    assert expect.texts(["a", "b"], 2, "two texts") == ["a", "b"]
    with pytest.raises(Mismatch):
        expect.texts(answer, 2, "two texts")


@pytest.mark.parametrize("answer", [True, 2.0, "2", -1, 10, None, np.array(2)], ids=repr)
def test_what_only_steers_a_question_has_a_default(answer: object) -> None:
    assert expect.whole_number(2, 0, 9, otherwise=5) == 2
    assert expect.whole_number(answer, 0, 9, otherwise=5) == 5


@pytest.mark.parametrize(
    ("answer", "dtype"),
    [
        ([np.array(1.5, np.float32), -math.inf], "float64"),
        ([0, np.array(1.5, np.float32), np.array(2, np.int64), 0.5], "float64"),
        ([np.array(3), 0], "int64"),
        ([0, np.array(3, np.uint8)], "int64"),
        ([Tensor("torch", np.array(1.5, np.float32)), 0.5], "float64"),
        ([[np.array(1.5), 2.0], [1.0, 2.0]], "float64"),
        ([np.array(1.5, np.float32)] * 2, "float32"),
    ],
    ids=str,
)
def test_a_list_may_mix_numbers_of_several_types(answer: Any, dtype: str) -> None:
    values = expect.listed(answer)

    assert values is not None
    assert values.dtype == dtype
    assert values.ravel().tolist() == [float(getattr(x, "values", x)) for x in flat(answer)]


def flat(answer: list[Any]) -> list[Any]:
    return [one for item in answer for one in (item if isinstance(item, list) else [item])]


@pytest.mark.parametrize(
    "answer",
    [
        [True, 1.5],
        [np.array(True), 1.5],
        [np.array(1.5), "1.5"],
        [np.array(1.5), None],
        [np.array([1.5]), 1.5],
        [10**400, 1.5],
        [2**63, 1],
        [np.array(2**63, np.uint64), 1],
    ],
    ids=str,
)
def test_a_list_of_something_else_is_no_array(answer: object) -> None:
    assert expect.listed(answer) is None
