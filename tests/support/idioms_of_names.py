"""Ordinary hidden regions about names, and about what a region hands over that is no data."""

from tests.support.idioms import Idiom

OF_NAMES = {
    "only globals": Idiom(
        "x = 3", "y = 3", "assert 'x' in globals(), 'no x'", "no x",
    ),
    "only dir": Idiom(
        "x = 3", "y = 3", "assert 'x' in dir(), 'no x'", "no x",
    ),
    "names": Idiom(
        "x = 3", "x, z = 3, 4",
        "assert 'x' in globals().keys() and 'x' in list(vars())\nassert 'z' not in locals(), 'z'\n"
        "assert globals().get('z', 7) == 7 and len(globals()) > 1",
        "z",
    ),
    "generators": Idiom(
        "from itertools import islice\ndef take(n, items):\n    return list(islice(items, n))",
        "from itertools import islice\ndef take(n, items):\n    return list(islice(items, n + 1))",
        "def numbers(first, *more, step=1, **rest):\n    while True:\n        yield first\n"
        "        first += step\n"
        "assert take(1, map(str, [1])) == ['1']\nk = 10\n"
        "assert take(9, (i * k for i in range(2))) == [0, 10]\n"
        "assert take(3, numbers(2, 9, step=5, z=1)) == [2, 7, 12]",
        "[2, 7, 12, 17]",
    ),
    "annotations": Idiom(
        "def f(x: int) -> str:\n    return str(x)", "def f(x: 'int') -> str:\n    return str(x)",
        "assert f.__annotations__ == {'x': int, 'return': str}",
        "int",
    ),
    "questions": Idiom(
        "def ask():\n    return int(input('a? ')) + int(input('b? '))",
        "def ask():\n    return input('a? ') + input('b? ')",
        "answers = iter(['2', '3'])\ninput = lambda prompt='': next(answers)\nassert ask() == 5",
        "'23'",
    ),
}  # fmt: skip
