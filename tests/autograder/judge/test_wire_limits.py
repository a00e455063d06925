"""Messages from an enemy: limits on what is read, and on what reading may cost."""

import base64
import json
import math
import sys
import tracemalloc
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.judge import wire
from autograder.judge.wire import Opaque, WireError, dumps, loads
from tests.autograder.judge.test_wire import assert_same_array, forged, identical, read_or_refuse
from tests.support.marks import some

BYTES_A_CHARACTER = 12  # what reading may allocate at most, as wire.py states it


def refused_unread(text: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assert that a text is refused by what it looks like, before JSON is read at all."""
    monkeypatch.setattr(json, "loads", lambda *_args, **_named: pytest.fail("it was read"))
    with pytest.raises(WireError, match=why):
        loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10**6,
        '{"a":' * 10**6,
        "[{" * 10**6,
        "[" * 27,
        "[" * 30 + "]" * 30,
        r'["\" ",' + "[" * 30,
    ],
    ids=["lists", "dictionaries", "both", "one too many", "closed", "behind a quote"],
)
def test_brackets_too_deep_are_refused_before_they_are_read(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """json.loads recurses at each: a RecursionError in one Python, a crash in another."""
    refused_unread(text, "deep", monkeypatch)


@given(st.text('[]{}",:\\ 1e-x', max_size=40))
@example('\\""[[[[[]]]]]"')
def test_the_quick_look_passes_nothing_that_the_survey_refuses(text: str) -> None:
    """Of a text that is not JSON, what comes before the error counts: only that is read."""
    try:
        json.loads(text)
        end = len(text)
    except json.JSONDecodeError as error:
        end = error.pos
    with patch.multiple(wire, MAX_NESTING=4):
        if wire._is_shallow(text):
            wire._survey(text[:end])


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
    monkeypatch.setattr(base64, "b64decode", lambda *_args, **_named: pytest.fail("decoded"))
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


@pytest.mark.parametrize("kind", some(GREEDY, 3))
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
