"""Messages that nearly are in the agreed form, written by the choices that a fuzzer makes."""

from __future__ import annotations

import base64
from collections.abc import Callable

from autograder.judge.wire import DTYPES, MAX_DEPTH, MAX_KEY, MAX_NUMBER

LITERALS = (
    *("null", "true", "false", "NaN", "Infinity", "-Infinity", "nan", "True", "undefined"),
    *("0", "-0", "1", "255", "-1", "0.1", "1e400", "-1e-400", "01", "1.", ".5", "+1", "0x1"),
    *("9" * MAX_NUMBER, "9" * (MAX_NUMBER + 1), "9" * 1233, "1e" + "9" * 300, "1_0", "- 1", ""),
)
STRINGS = (
    *('""', '"a"', '"$"', '"returned"', '"NameError"', '"dict"', '"\\ud83d\\ude00"', '"\\u0000"'),
    *('"\\ud800"', '"\\udc00\\ud800"', '"\\x"', '"\\"', '"\t"', '"é"', "'a'", '"a', '"\\\\"'),
    *(f'"{"k" * MAX_KEY}"', f'"{"k" * (MAX_KEY + 1)}"', f'"{"x" * 700}"', '"[[[[{{{{,,,,"'),
)
TYPES = (*sorted(DTYPES), "object", "<i8", "complex64", "V8", "datetime64[s]", "i8,i8", "str", "")
FRAMEWORKS = ("torch", "tensorflow", "numpy", "jax")
SIZES = ("0", "1", "2", "3", "5", "100000", "-1", "true", "2.0", "1" + "0" * 30, '"2"', "null")
KEYS = ('"$"', '"of"', '"dtype"', '"shape"', '"data"', '"items"', '"type"', '"returned"', '"a"')
FILLINGS = (*LITERALS[:3], "1", '"a"', "[]", "[[]]", '{"$": "dict", "items": {}}')


class Writer:
    """Writes one message.

    Args:
        pick: returns a number from 0 to n - 1; 0 once the fuzzer has no more to say.
    """

    def __init__(self, pick: Callable[[int], int]) -> None:
        self._pick = pick

    def message(self) -> str:
        """Write a value or an answer, whole or damaged."""
        kind = self._pick(8)
        if kind < 2:
            text = self.dictionary([('"returned"', self.value(1))])
        elif kind < 4:
            names = ("raised", "message", "where", "kinds", "stub")
            lists = [self._strings(5), self._strings(2)]
            values = (self._string(), self._string(), *lists, self._one(FILLINGS[:3]))
            pairs = zip(names, values, strict=True)
            text = self.dictionary([(f'"{name}"', value) for name, value in pairs])
        else:
            text = self.value(0)
        for _time in range(max(0, self._pick(6) - 3)):
            text = self._damaged(text)
        return text

    def value(self, depth: int) -> str:
        """Write data of some kind."""
        writers = (
            lambda: self._one(LITERALS),
            self._string,
            self._array,
            lambda: self.a_list(depth),
            lambda: self.dictionary(self._items(depth)),
            lambda: self._object([('"$"', '"opaque"'), ('"type"', self._string())]),
            self._many,
            self._deep,
        )
        return writers[self._pick(3 if depth > MAX_DEPTH + 1 else len(writers))]()

    def a_list(self, depth: int) -> str:
        """Write a list of a few values."""
        return self._list([self.value(depth + 1) for _item in range(self._pick(4))])

    def dictionary(self, items: list[tuple[str, str]]) -> str:
        """Write a dictionary of these items, each written already."""
        return self._object([('"$"', '"dict"'), ('"items"', self._object(items))])

    def _items(self, depth: int) -> list[tuple[str, str]]:
        return [(self._string(), self.value(depth + 1)) for _item in range(self._pick(4))]

    def _one(self, choices: tuple[str, ...]) -> str:
        return choices[self._pick(len(choices))]

    def _rarely(self) -> bool:
        return self._pick(12) == 11

    def _string(self) -> str:
        return self._one(STRINGS)

    def _strings(self, most: int) -> str:
        return self._list([self._string() for _line in range(self._pick(most))])

    def _list(self, items: list[str]) -> str:
        return f"[{', '.join(items)}]"

    def _object(self, pairs: list[tuple[str, str]]) -> str:
        """Write an object, which may lack a key, or have one too many or twice."""
        pairs = list(pairs)
        if self._rarely():
            pairs.insert(self._pick(len(pairs) + 1), (self._one(KEYS), self._one(FILLINGS)))
        if pairs and self._rarely():
            del pairs[self._pick(len(pairs))]
        return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"

    def _array(self) -> str:
        """Write an array of a few numbers, in which each part may be wrong."""
        dtype = TYPES[self._pick(len(DTYPES))]
        sizes = [self._pick(4) for _axis in range(self._pick(4))]
        count = 1
        for size in sizes:
            count *= size
        item = 1 if dtype == "bool" else int("".join(c for c in dtype if c.isdigit())) // 8
        raw = bytes([self._pick(256)]) * (count * item)
        return self._object(
            [
                ('"$"', '"array"'),
                ('"of"', f'"{self._one(FRAMEWORKS[:3])}"' if not self._rarely() else '"jax"'),
                ('"dtype"', f'"{dtype if not self._rarely() else self._one(TYPES)}"'),
                ('"shape"', self._shape(sizes)),
                ('"data"', self._base64(raw)),
            ]
        )

    def _shape(self, sizes: list[int]) -> str:
        written = [str(size) for size in sizes]
        if self._rarely():
            written.insert(self._pick(len(written) + 1), self._one(SIZES))
        if self._rarely():
            written += ["1"] * self._pick(14)
        return self._list(written) if not self._rarely() else self._one(FILLINGS)

    def _base64(self, raw: bytes) -> str:
        text = base64.b64encode(raw).decode("ascii")
        if self._rarely():
            at = self._pick(len(text) + 1)
            text = text[:at] + self._one(("=", "A", "/", "-", "\\n", " ", "é", "==")) + text[at:]
        if self._rarely():
            text = text[: self._pick(len(text) + 1)]
        return f'"{text}"' if not self._rarely() else self._one(FILLINGS)

    def _many(self) -> str:
        """Write one thing again and again."""
        return self._list([self._one(FILLINGS)] * self._pick(120))

    def _deep(self) -> str:
        """Write brackets in brackets, not always as many closed as opened."""
        opened = (1, 2, 11, 12, 13, 26, 27, 100)[self._pick(8)]
        if self._pick(2):
            left, right = '{"$": "dict", "items": {"a": ', "}}"
        else:
            left, right = "[", "]"
        closed = opened + self._pick(3) * int(self._rarely())
        return left * opened + self._one(FILLINGS) + right * closed

    def _damaged(self, text: str) -> str:
        """Cut a piece out, put it twice, or write something else over it."""
        at = self._pick(len(text) + 1)
        end = min(len(text), at + self._pick(12))
        new = ("", text[at:end] * 2, self._one(KEYS), self._one(LITERALS), '"', "\\", "[", "}")
        return text[:at] + new[self._pick(len(new))] + text[end:]
