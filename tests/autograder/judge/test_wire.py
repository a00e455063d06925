"""The form of questions and answers: what goes in comes out, and nothing else does."""

import base64
import json
import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.judge import wire
from autograder.judge.wire import DTYPES, MAX_DEPTH, Opaque, Tensor, WireError, dumps, loads

# The same examples in every run, and no clock: a test is right or wrong, never lucky.
steady = settings(derandomize=True, deadline=None, database=None, max_examples=200)
hostile = settings(steady, max_examples=500)

SCALARS = (
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=20)
)


def nested(leaves: st.SearchStrategy[Any], levels: int) -> st.SearchStrategy[Any]:
    """Lists and dictionaries of each other, to a depth well within the limit."""
    data = leaves
    for _level in range(levels):
        data = (
            leaves
            | st.lists(data, max_size=4)
            | st.dictionaries(st.text(max_size=8) | st.just("$"), data, max_size=4)
        )
    return data


def arrays() -> st.SearchStrategy[np.ndarray[Any, Any]]:
    """Arrays of every dtype that crosses, with no axis, an empty axis, or up to four axes."""
    shapes = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
    return st.sampled_from(sorted(DTYPES)).flatmap(lambda name: hnp.arrays(name, shapes))


def identical(left: object, right: object) -> bool:
    """Tell whether two pieces of plain data agree to the last bit and type, NaN included."""
    if type(left) is not type(right):
        return False
    if isinstance(left, float) and isinstance(right, float):
        both_nan = left != left and right != right
        return both_nan or struct.pack("d", left) == struct.pack("d", right)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(identical, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return list(left) == list(right) and all(identical(left[k], right[k]) for k in left)
    return left == right


def assert_same_array(expected: np.ndarray[Any, Any], observed: object) -> None:
    assert type(observed) is np.ndarray
    assert (expected.dtype.name, expected.shape) == (observed.dtype.name, observed.shape)
    assert observed.dtype.isnative
    assert expected.astype(observed.dtype).tobytes() == observed.tobytes()


@steady
@given(nested(SCALARS, 4))
def test_plain_data_come_back_as_they_were(data: Any) -> None:
    assert identical(data, loads(dumps(data)))


@steady
@given(arrays())
def test_arrays_of_every_dtype_and_shape_come_back_as_they_were(array: Any) -> None:
    assert_same_array(array, loads(dumps(array)))


@steady
@given(arrays())
def test_byte_order_and_memory_layout_change_nothing(array: Any) -> None:
    big = array.astype(array.dtype.newbyteorder(">"))
    strided = np.repeat(array, 2, axis=0)[::2] if array.ndim else array

    assert_same_array(array, loads(dumps(big)))
    assert_same_array(array.T, loads(dumps(array.T)))
    assert_same_array(array, loads(dumps(strided)))


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_nan_and_infinity_cross(dtype: str) -> None:
    array = np.array([np.nan, np.inf, -np.inf, -0.0], dtype)

    assert_same_array(array, loads(dumps(array)))


def test_an_array_that_arrived_can_be_written_to() -> None:
    array = loads(dumps(np.zeros(2)))
    array[0] = 1

    assert array.tolist() == [1, 0]


def test_arrays_cross_inside_lists_and_dictionaries() -> None:
    answered = loads(dumps({"a": [np.arange(3)], "$": "dict"}))

    assert_same_array(np.arange(3), answered["a"][0])
    assert answered["$"] == "dict"


def test_a_numpy_number_arrives_as_an_array_without_axes() -> None:
    assert_same_array(np.array(2.5, np.float32), loads(dumps(np.float32(2.5))))


def test_a_tuple_arrives_as_a_list() -> None:
    assert loads(dumps((1, (2,)))) == [1, [2]]


@pytest.mark.parametrize("name", ["bool", "uint8", "int32", "int64", "float16", "float32"])
def test_a_torch_tensor_arrives_as_one(name: str) -> None:
    values = torch.tensor([[0, 1], [1, 0]]).to(getattr(torch, name))

    arrived = loads(dumps(values.T))

    assert isinstance(arrived, Tensor)
    assert arrived.framework == "torch"
    assert_same_array(values.T.numpy(), arrived.values)


def test_a_tensor_in_a_graph_arrives_with_its_values() -> None:
    arrived = loads(dumps(torch.ones(2, requires_grad=True) * 2))

    assert arrived.values.tolist() == [2, 2]


def test_a_parameter_and_a_scalar_tensor_arrive_as_tensors() -> None:
    assert loads(dumps(torch.nn.Parameter(torch.ones(1)))).framework == "torch"
    assert loads(dumps(torch.tensor(3))).values.shape == ()


class Liar:
    """Says of itself that it equals everything."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class Text(str):
    pass


class Number(int):
    pass


class Fraction(float):
    pass


class Items(list[Any]):
    pass


class Names(dict[str, Any]):
    pass


class Deceiver(list[Any]):
    """Shows other items than it holds."""

    def __iter__(self) -> Iterator[Any]:
        return iter([0] * 9)


class Pair(NamedTuple):
    left: int
    right: int


@pytest.mark.parametrize(
    "value",
    [
        Liar(),
        {1},
        b"a",
        1j,
        {1: 2},
        print,
        Liar,
        np.array(["a"]),
        np.array([object()]),
        np.array([1j]),
        np.array(["2020-01-01"], "datetime64[D]"),
        np.longdouble(1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_data_arrives_as_the_name_of_its_type(value: object) -> None:
    assert Opaque(type(value).__name__) == loads(dumps(value))
    assert [Opaque(type(value).__name__)] == loads(dumps([value]))


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Text("a"), "a"),
        (np.str_("a"), "a"),
        (Number(1), 1),
        (Fraction(1.5), 1.5),
        (np.float64(2.5), 2.5),
        (Items([Number(1)]), [1]),
        (Names(a=Text("b")), {"a": "b"}),
        (Pair(1, 2), [1, 2]),
        ({Text("a"): 1}, {"a": 1}),
        (torch.Size([2, 3]), [2, 3]),
        (Deceiver([1, 2]), [1, 2]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_subclass_of_a_plain_type_arrives_by_its_value(value: object, plain: object) -> None:
    arrived = loads(dumps(value))

    assert arrived == plain
    assert type(arrived) is type(plain)


def test_what_a_module_of_tensorflow_s_makes_of_a_list_arrives_by_its_value() -> None:
    module = pytest.importorskip("tensorflow").Module()
    module.losses, module.sizes, module.names = [], (1, [2]), {"a": [3.0]}
    module.losses.append(1.5)  # which the list below it does not see

    assert loads(dumps(module.losses)) == [1.5]
    assert loads(dumps([module.sizes, module.names])) == [[1, [2]], {"a": [3.0]}]


@pytest.mark.parametrize("dtype", ["bfloat16", "complex64"])
def test_a_tensor_that_cannot_cross_says_its_dtype(dtype: str) -> None:
    tensor = torch.zeros(2, dtype=getattr(torch, dtype))

    assert loads(dumps(tensor)) == Opaque(f"Tensor of torch.{dtype}")


def test_a_foreign_type_cannot_choose_a_long_name() -> None:
    assert len(loads(dumps(type("x" * 1000, (), {})())).type_name) == 80


def deep(levels: int) -> list[Any]:
    data: list[Any] = []
    for _level in range(levels):
        data = [data]
    return data


def test_the_deepest_data_allowed_cross() -> None:
    assert deep(MAX_DEPTH) == loads(dumps(deep(MAX_DEPTH)))


def test_deeper_data_are_refused_at_both_ends() -> None:
    with pytest.raises(WireError, match="deep"):
        dumps(deep(MAX_DEPTH + 1))
    with pytest.raises(WireError, match="deep"):
        loads(json.dumps(deep(MAX_DEPTH + 1)))


def test_data_that_contain_themselves_are_too_deep() -> None:
    ring: list[Any] = []
    ring.append(ring)

    with pytest.raises(WireError, match="deep"):
        dumps(ring)


def test_brackets_without_end_are_refused() -> None:
    with pytest.raises(WireError):
        loads("[" * 100_000)


def forged(**changes: object) -> str:
    """A message of one array of two int64 in which something was changed."""
    data = base64.b64encode(bytes(16)).decode()
    right = {"$": "array", "of": "numpy", "dtype": "int64", "shape": [2], "data": data}
    return json.dumps({**right, **changes})


def test_the_message_that_the_forgeries_start_from_is_right() -> None:
    assert_same_array(np.zeros(2, np.int64), loads(forged()))


@pytest.mark.parametrize(
    "changes",
    [
        {"data": "AAAA"},
        {"data": "*" * 24},
        {"data": "AAA"},
        {"data": "AA\nAA"},
        {"data": "é"},
        {"data": None},
        {"data": 5},
        {"data": ["AAAA"]},
        {"shape": [3]},
        {"shape": [2, 2]},
        {"shape": []},
        {"shape": [-2]},
        {"shape": [-1]},
        {"shape": [True, 2]},
        {"shape": [2.0]},
        {"shape": ["2"]},
        {"shape": "2"},
        {"shape": None},
        {"shape": {"0": 2}},
        {"shape": [10**30]},
        {"shape": [64_000_000] * 12},
        {"shape": [1] * (MAX_DEPTH + 1) + [2]},
        {"dtype": "object"},
        {"dtype": "<i8"},
        {"dtype": "complex64"},
        {"dtype": "datetime64[s]"},
        {"dtype": "i8,i8"},
        {"dtype": None},
        {"dtype": 8},
        {"of": "jax"},
        {"of": None},
        {"of": ["torch"]},
        {"$": "pickle"},
        {"$": None},
        {"$": ["array"]},
        {"$": "dict"},
        {"$": "dict", "items": [1]},
        {"$": "opaque"},
        {"$": "opaque", "type": 3},
    ],
    ids=str,
)
def test_a_forged_array_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(WireError):
        loads(forged(**changes))


@pytest.mark.parametrize("text", ["", "{", "{}", "nothing", '{"a": 1}', "[1,]", "'a'", "1" * 5000])
def test_text_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(WireError):
        loads(text)


@pytest.mark.parametrize("message", [None, 1, b"[]", ["[]"], {"returned": 1}])
def test_a_message_that_is_not_a_string_is_refused(message: Any) -> None:
    with pytest.raises(WireError):
        loads(message)


def test_a_message_over_the_limit_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wire, "MAX_CHARACTERS", 10)

    assert loads('"12345678"') == "12345678"
    with pytest.raises(WireError, match="10 characters"):
        loads('"123456789"')


def read_or_refuse(text: Any) -> None:
    """Read a message; any error but a WireError fails the test."""
    try:
        loads(text)
    except WireError:
        return


@hostile
@given(nested(SCALARS, 3))
def test_any_json_is_read_or_refused(value: Any) -> None:
    read_or_refuse(json.dumps(value))


@hostile
@given(st.text() | st.text('[]{}",:$0123456789.eE+-truefalsn \n'))
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refuse(text)


@hostile
@given(
    st.fixed_dictionaries(
        {"$": st.sampled_from(["array", "dict", "opaque", "other"])},
        optional={
            "of": st.sampled_from(["numpy", "torch", "tensorflow"]) | SCALARS,
            "dtype": st.sampled_from(sorted(DTYPES)) | SCALARS,
            "shape": st.lists(st.integers(-1, 3), max_size=3) | nested(SCALARS, 1),
            "data": st.binary(max_size=16).map(lambda raw: base64.b64encode(raw).decode())
            | SCALARS,
            "items": nested(SCALARS, 2),
            "type": SCALARS,
        },
    )
)
def test_anything_that_resembles_a_message_is_read_or_refused(message: dict[str, Any]) -> None:
    read_or_refuse(json.dumps(message))
    read_or_refuse(json.dumps([message]))
