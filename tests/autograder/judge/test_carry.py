"""Values that a region sees are those that the notebook holds, bit for bit."""

import math
import re
from array import array
from collections import ChainMap, Counter, OrderedDict, deque
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.judge import carry
from autograder.judge.hidden import examine
from autograder.judge.remote import is_remote
from autograder.judge.student import NotebookStudent

KEYS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
ATOMS = (
    KEYS
    | st.floats()
    | st.complex_numbers()
    | st.binary(max_size=20)
    | st.decimals(allow_nan=False).filter(carry._is_moderate)
    | st.fractions()
    | st.datetimes()
    | st.dates()
    | st.timedeltas()
)
VALUES = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.frozensets(KEYS, max_size=4)
        | st.sets(KEYS | st.tuples(KEYS, KEYS), max_size=4)
    ),
    max_leaves=12,
)
DTYPES = (
    arrays.boolean_dtypes()
    | arrays.integer_dtypes(endianness="=")
    | arrays.floating_dtypes(endianness="=", sizes=(16, 32, 64))
    | arrays.complex_number_dtypes(endianness="=", sizes=(64, 128))
    | arrays.unicode_string_dtypes(endianness="=", min_len=1, max_len=5)
)
ARRAYS = arrays.arrays(DTYPES, arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3))


def seen(value: Any) -> Any:
    """Return a notebook's value as a region sees it, through the whole channel."""
    got: list[Any] = []
    region = "collect(value)"
    names = {"__name__": "__main__", "value": value}

    def collect(one: Any) -> None:
        got.append(one)

    import builtins

    setattr(builtins, "collect", collect)  # noqa: B010 - a name of the region's, not the notebook's
    try:
        examine(f"{region}\nassert value is not ...", NotebookStudent(names), 1)
    finally:
        delattr(builtins, "collect")
    return got[0]


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same, NaN and the sign of zero included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        if math.isnan(one):  # the sign of a NaN means nothing
            return math.isnan(other)
        return one == other and math.copysign(1, one) == math.copysign(1, other)
    if isinstance(one, complex):
        return same(one.real, other.real) and same(one.imag, other.imag)
    if isinstance(one, np.ndarray):
        return bool(
            one.dtype == other.dtype
            and one.shape == other.shape
            and one.tobytes() == other.tobytes()
        )
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(map(repr, one)) == list(map(repr, other)) and all(
            same(value, other[key]) for key, value in one.items()
        )
    return bool(one == other)


@settings(deadline=None, max_examples=60)
@given(VALUES)
def test_a_value_arrives_as_it_is(value: Any) -> None:
    assert same(seen(value), value)


@settings(deadline=None, max_examples=60)
@given(ARRAYS)
def test_an_array_arrives_as_it_is(value: Any) -> None:
    assert same(seen(value), value)


@pytest.mark.parametrize(
    "value",
    [
        Counter("abca"),
        OrderedDict(b=1, a=2),
        deque([1, 2]),
        Fraction(1, 3),
        Decimal("1.10"),
        date(2024, 2, 29),
        datetime(2024, 2, 29, 1, 2, 3),
        timedelta(days=-1, microseconds=5),
        range(5, -1, -2),
        bytearray(b"\x00"),
        "\ud800",
        2**5000,
        int,
        type(None),
        ...,
        np.float32(0.1),
        np.datetime64("2024-02-29"),
        np.array([{"a": 1}, None], dtype=object)[0],
        MappingProxyType({"a": [1]}),
        ChainMap({"a": 2}, {"b": 1}),
        array("i", [1, -2]),
        memoryview(b"abc"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_of_the_standard_library_keep_their_type(value: Any) -> None:
    found = seen(value)

    assert type(found) is type(value)
    assert found == value


TOKENS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["list", "dict", "view", "named", "set", "int", "remote", "again", "part"]),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=10,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(TOKENS)
def test_forged_instructions_make_a_value_or_a_carry_error(tokens: Any) -> None:
    def foreign(instruction: list[Any]) -> Any:
        raise carry.CarryError("of an unknown kind")

    try:
        carry.unpack(tokens, foreign)
    except carry.CarryError:
        return
    assert isinstance(tokens, list)


def raw(number: int) -> Any:
    return np.zeros(number, np.uint8)


HUGE = f"{10**18:x}"
FORGED = {
    "a fraction of a text": ["1e999999999", None, ["Fraction"]],
    "a range without an end": [["range", "0", HUGE, "1"]],
    "a decimal number without an end": [["Decimal", "1e999999999"]],
    "nothing, a thousand million times": [["objects", [10**9, 0], 0]],
    "nothing, as often, of a dtype": [["view", "<U1", [10**9, 0], raw(0)]],
    "too many axes": [["objects", [0] * 40, 0]],
    "a scalar of what has items": [{}, ["scalar"]],
    "a scalar of a list": [0, ["list", 1], ["scalar"]],
    "a tensor of a range": [None, ["range", "0", "9", "1"], ["torch", False]],
    "a key that is a list": [["list", 0], ["set", 1]],
    "a list that holds one list twice, forty times over": [
        ["list", 0],
        *(
            one
            for number in range(40)
            for one in (["again", number], ["again", number], ["list", 2])
        ),
    ],
    "what is not there yet": [["again", 0]],
}


@pytest.mark.parametrize("name", FORGED)
def test_what_would_occupy_the_grader_is_no_value(name: str) -> None:
    with pytest.raises(carry.CarryError):
        carry.unpack(FORGED[name], lambda _instruction: None)


def test_what_is_at_two_places_is_one_object_there_too() -> None:
    row, found = [0], {"a": 1}

    first, second, third = seen([row, (row, found), found])

    assert first is second[0]
    assert third is second[1]


def test_what_is_one_object_again_and_again_stays_in_the_kernel() -> None:
    value: list[Any] = []
    for _time in range(40):
        value = [value, value]

    assert is_remote(seen(value))


@pytest.mark.parametrize("value", [range(10**12), Decimal("1e99999")], ids=repr)
def test_what_is_too_large_stays_in_the_kernel(value: Any) -> None:
    found = seen(value)

    assert is_remote(found)
    assert str(found) == str(value)


def test_what_a_module_of_tensorflow_s_makes_of_a_list_is_one() -> None:
    module = pytest.importorskip("tensorflow").Module()
    module.losses, module.sizes, module.names = [], (1, [2]), {"a": [3.0]}
    module.losses.append(1.5)

    assert seen(module.losses) == [1.5]
    assert seen(module.sizes) == (1, [2])
    assert seen(module.names) == {"a": [3.0]}


def test_a_pattern_that_is_to_be_shown_prints_nothing_here(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pattern = re.compile("a{2}", re.DEBUG)
    capsys.readouterr()

    assert seen(pattern).fullmatch("aa")
    assert capsys.readouterr().out == ""
