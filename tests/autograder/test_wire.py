"""The form of questions and answers: what goes in comes out, and nothing else does."""

import base64
import json
import math
import struct
import sys
import tracemalloc
from typing import Any, NamedTuple

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder import wire
from autograder.wire import DTYPES, MAX_DEPTH, Opaque, Tensor, WireError, dumps, loads

# The same examples in every run, and no clock: a test is right or wrong, never lucky.
steady = settings(derandomize=True, deadline=None, database=None, max_examples=200)
hostile = settings(steady, max_examples=500)

BYTES_A_CHARACTER = 12  # what reading may allocate at most, as wire.py states it

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
    assert_same_array(np.array(2.5), loads(dumps(np.float64(2.5))))


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


class Pair(NamedTuple):
    left: int
    right: int


@pytest.mark.parametrize(
    "value",
    [
        Liar(),
        Text("a"),
        Number(1),
        Fraction(1.0),
        Items([1]),
        Names(a=1),
        Pair(1, 2),
        {1},
        b"a",
        1j,
        {1: 2},
        {Text("a"): 1},
        print,
        Liar,
        np.array(["a"]),
        np.array([object()]),
        np.array([1j]),
        np.array(["2020-01-01"], "datetime64[D]"),
        np.longdouble(1),
        torch.tensor([1j]),
        Tensor("torch", np.zeros(1)),
        Opaque("int"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_data_arrives_as_the_name_of_its_type(value: object) -> None:
    assert Opaque(type(value).__name__) == loads(dumps(value))
    assert [Opaque(type(value).__name__)] == loads(dumps([value]))


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


def refused_unread(text: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assert that a text is refused by what it looks like, before JSON is read at all."""
    monkeypatch.setattr(wire.json, "loads", lambda *_args, **_named: pytest.fail("it was read"))
    with pytest.raises(WireError, match=why):
        loads(text)


@pytest.mark.parametrize(
    "text",
    ["[" * 10**6, '{"a":' * 10**6, "[{" * 10**6, "[" * 27, "[" * 30 + "]" * 30],
    ids=["lists", "dictionaries", "both", "one too many", "closed"],
)
def test_brackets_too_deep_are_refused_before_they_are_read(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """json.loads recurses at each: a RecursionError in one Python, a crash in another."""
    refused_unread(text, "deep", monkeypatch)


@pytest.mark.parametrize("text", ['"' + "[{" * 1000 + '"', '"' + '\\"[' * 1000 + '"'])
def test_brackets_in_a_string_are_text(text: str) -> None:
    assert json.loads(text) == loads(text)


@pytest.mark.parametrize(
    "number",
    ["1" * 1301, "-" + "1" * 1300, "0." + "1" * 1300, "1e" + "9" * 1300, "1E-" + "9" * 1300],
    ids=["integer", "negative", "fraction", "exponent", "negative exponent"],
)
def test_long_numbers_are_refused_before_they_are_read(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused_unread(f"[{number}]", "number", monkeypatch)


def test_long_numbers_are_refused_when_python_would_read_them() -> None:
    """An instructor's own code may have lifted Python's limit on digits."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        with pytest.raises(WireError, match="number"):
            loads("1" * 10**6)
    finally:
        sys.set_int_max_str_digits(limit)


def test_the_largest_integers_cross_and_larger_ones_do_not() -> None:
    largest = 2**wire.MAX_BITS - 1

    assert largest == loads(dumps(largest)) == loads(str(largest))
    assert -largest == loads(dumps(-largest))
    assert loads(dumps(largest + 1)) == Opaque("int")
    with pytest.raises(WireError, match="bits"):
        loads(str(largest + 1))


def test_long_digits_in_a_string_are_text() -> None:
    assert loads(f'"{"1" * 10_000}"') == "1" * 10_000


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Infinity", math.inf),
        ("-Infinity", -math.inf),
        ("1e400", math.inf),
        ("-1e400", -math.inf),
        ("1e-400", 0.0),
    ],
)
def test_numbers_beyond_a_float_arrive_as_its_limits(text: str, number: float) -> None:
    assert identical(number, loads(text))


def test_nan_arrives_as_a_float() -> None:
    assert all(math.isnan(number) for number in [loads("NaN"), *loads("[NaN, NaN]")])


@pytest.mark.parametrize(
    "text",
    [
        '{"$": "dict", "items": {"a": 1, "a": 2}}',
        '{"$": "dict", "items": {"a": 1, "\\u0061": 2}}',
        '{"$": "opaque", "$": "dict", "items": {}}',
        '{"$": "opaque", "type": "int", "type": "str"}',
        '{"$": "dict", "items": {"a": 1}, "items": {"b": 1}}',
    ],
)
def test_a_key_twice_is_refused(text: str) -> None:
    with pytest.raises(WireError, match="same key twice"):
        loads(text)


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        ('"\\ud800"', "?"),
        ('"\\udc00\\ud800"', "??"),
        ('"a\\ud83d"', "a?"),
        ('"\\ud83d\\ude00"', "\N{GRINNING FACE}"),
        ('["\\ud83d\\ude00\\ude00"]', ["\N{GRINNING FACE}?"]),
        ('{"$": "opaque", "type": "\\ud800"}', Opaque("?")),
    ],
)
def test_half_a_surrogate_pair_arrives_as_something_that_can_be_written(
    text: str, arrives: object
) -> None:
    assert arrives == loads(text)


@pytest.mark.parametrize(
    "key",
    ['"\\ud800"', json.dumps("k" * 1001), json.dumps("é" * 1001)],
    ids=["half a pair", "long", "long and not ASCII"],
)
def test_a_key_that_is_too_long_or_no_text_is_refused(key: str) -> None:
    with pytest.raises(WireError, match="key"):
        loads(f'{{"$": "dict", "items": {{{key}: 1}}}}')


def test_the_longest_key_crosses() -> None:
    data = {"k" * wire.MAX_KEY: 1}

    assert data == loads(dumps(data))


@pytest.mark.parametrize(
    "unit", ["1,", "[],", '"",', '"a":1,', "{},", "1 ", '""', "]", ",", "true,"], ids=str
)
def test_too_many_tokens_are_refused_before_they_are_read(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MAX_TOKENS", 1000)
    refused_unread("[" + unit * 1000, "tokens", monkeypatch)


def test_a_dictionary_of_many_keys_is_read_up_to_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = dumps({str(number): number for number in range(200)})
    tokens = 4 + 4 + 200 * 2 + 199  # brackets; "$", "dict", comma, "items"; keys, numbers; commas

    monkeypatch.setattr(wire, "MAX_TOKENS", tokens)
    assert len(loads(text)) == 200
    monkeypatch.setattr(wire, "MAX_TOKENS", tokens - 1)
    with pytest.raises(WireError, match="tokens"):
        loads(text)


@pytest.mark.parametrize("text", ['"é"', "[1]\u00a0", "\ufeff[]", "\N{FULLWIDTH DIGIT ONE}", "٣"])
def test_a_message_is_ascii(text: str) -> None:
    with pytest.raises(WireError, match="ASCII"):
        loads(text)


def test_a_text_of_another_class_is_no_message() -> None:
    class Short(str):
        def __len__(self) -> int:
            return 0

    with pytest.raises(WireError):
        loads(Short("1"))


@pytest.mark.parametrize(
    "packed",
    [
        {"$": "dict", "items": {}, "type": "int"},
        {"$": "opaque", "type": "int", "items": {}},
        {"$": "opaque", "type": "int", "extra": 1},
        {"$": "Dict", "items": {}},
        {"$": {"$": "dict", "items": {}}, "items": {}},
        {"$": "dict", "items": {"$": "dict", "items": {}}},
        {"$": True, "items": {}},
        {"$$": "dict", "items": {}},
        {"": "dict", "items": {}},
        {"$": "dict"},
        {"items": {}},
    ],
    ids=str,
)
def test_an_object_that_says_what_it_is_only_nearly_is_refused(packed: object) -> None:
    with pytest.raises(WireError):
        loads(json.dumps(packed))


def test_a_dictionary_may_have_the_keys_of_a_message() -> None:
    data = {"$": "array", "of": "torch", "items": {"$": "dict", "items": {}}, "type": "int"}

    assert data == loads(dumps(data))


def zeros(size: int) -> str:
    return base64.b64encode(bytes(size)).decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"shape": [0, 10**30], "data": ""},
        {"shape": [0, 100_001], "data": ""},
        {"shape": [0, 400, 400], "data": ""},
        {"shape": [10**6, 0, 10**6], "data": ""},
        {"shape": [0], "data": zeros(8)},
        {"shape": [0, 2]},
        {"shape": [16_000_001], "data": ""},
        {"shape": [2**62, 2**62, 4], "data": ""},
        {"shape": [False, 2]},
        {"shape": [[2]]},
        {"shape": [None]},
        {"dtype": "bool"},
        {"dtype": "int32"},
        {"dtype": "Int64"},
        {"dtype": "int64 "},
        {"dtype": ["int64"]},
        {"dtype": "float128"},
        {"dtype": "S8"},
        {"data": zeros(15)},
        {"data": zeros(17)},
        {"data": zeros(16)[:-1]},
        {"data": zeros(16) + "="},
        {"data": zeros(16).replace("==", "")},
        {"data": "=" + zeros(16)[1:]},
        {"data": "AA==" * 6},
        {"data": zeros(16)[:-3] + "B=="},
        {"data": zeros(16)[:-3] + "/=="},
        {"data": "-" * 22 + "=="},
        {"data": "A" * 20 + "A\n=="},
        {"data": " " + zeros(16)[1:]},
        {"data": "A" * 23 + "="},
        {"data": "\uff21" * 22 + "=="},
        {"data": {"$": "dict", "items": {}}},
        {"data": 0},
        {"extra": 1},
    ],
    ids=str,
)
def test_an_array_whose_parts_disagree_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(WireError):
        loads(forged(**changes))


@pytest.mark.parametrize("changes", [{"data": zeros(24)}, {"shape": [4_000_000]}])
def test_an_array_s_data_are_not_decoded_unless_their_length_is_right(
    changes: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire.base64, "b64decode", lambda *_args, **_named: pytest.fail("decoded"))
    with pytest.raises(WireError, match="base64"):
        loads(forged(**changes))


@pytest.mark.parametrize("shape", [(0,), (0, 5), (5, 0, 2), (0, 100_000)])
def test_arrays_without_elements_cross(shape: tuple[int, ...]) -> None:
    assert_same_array(np.zeros(shape), loads(dumps(np.zeros(shape))))


def test_what_is_too_large_for_a_message_is_refused_where_it_comes_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wire, "MAX_CHARACTERS", 10)

    assert loads(dumps("a" * 8)) == "a" * 8
    with pytest.raises(WireError, match="more than 10 characters"):
        dumps("a" * 9)


def listed(item: str) -> str:
    """A list of one item again and again, as long as the limits allow."""
    tokens = 1 + sum(1 for _token in wire.TOKENS.finditer(item))
    times = min((wire.MAX_CHARACTERS - 2) // (len(item) + 1), (wire.MAX_TOKENS - 2) // tokens)
    return f"[{','.join([item] * times)}]"


def long_text(end: str) -> str:
    return f'"{"a" * (wire.MAX_CHARACTERS - len(end) - 2)}{end}"'


def many_keys(start: str) -> str:
    length = wire.MAX_CHARACTERS // (len(start) + 11)
    keys = (f'"{start}{n}":1' for n in range(min(length, wire.MAX_TOKENS // 4 - 4)))
    return f'{{"$":"dict","items":{{{",".join(keys)}}}}}'


GREEDY = {
    "empty lists": lambda: listed("[]"),
    "nested lists": lambda: listed("[" * 11 + "]" * 11),
    "empty dictionaries": lambda: listed('{"$":"dict","items":{}}'),
    "objects of no kind": lambda: listed('{"a":1}'),
    "integers": lambda: listed("1000"),
    "long integers": lambda: listed("9" * 1233),
    "floats": lambda: listed("1e9"),
    "short texts": lambda: listed('"ab"'),
    "wide texts": lambda: listed('"aaaaaaaaaaaaaaaaaaaa\\ud83d\\ude00"'),
    "half pairs": lambda: listed('"\\ud800"'),
    "one wide text": lambda: long_text("\\ud83d\\ude00"),
    "one wide text to mend": lambda: long_text("\\ud83d\\ude00\\ud800"),
    "opaque": lambda: listed('{"$":"opaque","type":"\\u0100"}'),
    "keys": lambda: many_keys(""),
    "wide keys": lambda: many_keys("\\ud83d\\ude00"),
    "numbers without elements": lambda: listed(forged(shape=[0, 9], data="").replace(" ", "")),
    "one array": lambda: dumps(np.zeros(wire.MAX_CHARACTERS // 4 * 3 - 90, np.uint8)),
    "one array of truths": lambda: dumps(np.zeros(wire.MAX_CHARACTERS // 4 * 3 - 90, bool)),
    "brackets": lambda: "[" * wire.MAX_CHARACTERS,
    "quotes": lambda: '"' * wire.MAX_CHARACTERS,
    "a text without end": lambda: '"' + '\\"' * (wire.MAX_CHARACTERS // 2 - 1),
    "backslashes": lambda: "\\" * wire.MAX_CHARACTERS,
    "spaces": lambda: " " * (wire.MAX_CHARACTERS - 1) + "1",
}
"""Texts that make a reader allocate as much as it will."""


def peak_of(text: str) -> int:
    """Return how many bytes are allocated at once while a text is read, the result included."""
    tracemalloc.start()
    try:
        read_or_refuse(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", GREEDY)
def test_memory_is_bounded_by_the_length_of_the_longest_message(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Limits forty times lower, in their proportion: the bound does not depend on their size."""
    monkeypatch.setattr(wire, "MAX_CHARACTERS", wire.MAX_CHARACTERS // 40)
    monkeypatch.setattr(wire, "MAX_TOKENS", wire.MAX_TOKENS // 40)
    text = GREEDY[kind]()

    assert len(text) <= wire.MAX_CHARACTERS
    assert peak_of(text) < BYTES_A_CHARACTER * wire.MAX_CHARACTERS


@pytest.mark.slow
@pytest.mark.parametrize("kind", GREEDY)
def test_memory_is_bounded_at_the_limits_themselves(kind: str) -> None:
    assert peak_of(GREEDY[kind]()) < BYTES_A_CHARACTER * wire.MAX_CHARACTERS
