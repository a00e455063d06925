"""Attacks on an ordinary region: what a notebook may define so that its assertions hold."""

from typing import NamedTuple


class Lie(NamedTuple):
    """An attack.

    Attributes:
        notebook: what the student writes; it solves nothing.
        region: the hidden region that it is aimed at; in stock nbgrader it passes.
    """

    notebook: str
    region: str


SQUARE = "assert square(3) == 9\nassert square(-2) == 4"
CLOSE = "assert abs(square(3) - 9) < 1e-9"
ARRAY = "import numpy as np\nassert np.allclose(square(np.arange(3)), [0, 1, 4])"
SAME = """
class Same:
    def __eq__(self, other):
        return True
    def __ne__(self, other):
        return False
    __hash__ = None
    def __bool__(self):
        return True
"""
ANY = """
class Any_:
    def __sub__(self, other):
        return 0.0
    __rsub__ = __sub__
    def __lt__(self, other):
        return True
    __gt__ = __le__ = __ge__ = __lt__
    def __abs__(self):
        return 0.0
"""


def returning(made: str, classes: str = "") -> str:
    """Return a notebook whose `square` returns always the same."""
    return f"{classes}\ndef square(x):\n    return {made}"


LIES = {
    "equals everything": Lie(returning("Same()", SAME), SQUARE),
    "equals everything, the other way round": Lie(returning("Same()", SAME), "assert 9 == square(3)"),
    "differs from nothing": Lie(returning("Same()", SAME), "assert not square(3) != 9"),
    "a float of its own": Lie(
        returning("Float(0)", "class Float(float):\n    __eq__ = lambda s, o: True\n"
        "    __hash__ = float.__hash__"), SQUARE),
    "an integer of its own": Lie(
        returning("Int(0)", "class Int(int):\n    __eq__ = lambda s, o: True\n"
        "    __hash__ = int.__hash__"), f"assert isinstance(square(3), int)\n{SQUARE}"),
    "a string of its own": Lie(
        returning("Str('')", "class Str(str):\n    __eq__ = lambda s, o: True\n"
        "    __hash__ = str.__hash__"), "assert square(3) == '9'"),
    "a list of its own": Lie(
        returning("List()", "class List(list):\n    __eq__ = lambda s, o: True"),
        "assert square(3) == [9]"),
    "a dictionary of its own": Lie(
        returning("Dict()", "class Dict(dict):\n    __eq__ = lambda s, o: True"),
        "assert square(3) == {'square': 9}"),
    "equal within a list": Lie(returning("[Same()]", SAME), "assert square(3) == [9]"),
    "equal within a tuple": Lie(returning("(1, Same())", SAME), "assert square(3) == (1, 9)"),
    "a difference of nothing": Lie(returning("Any_()", ANY), CLOSE),
    "less and more than all": Lie(returning("Any_()", ANY), "assert 8 < square(3) < 10"),
    "less than nothing": Lie(returning("Any_()", ANY), "import math\nassert not square(3) < 8 or True\n" + CLOSE),
    "in an order with everything, as an object that a test may order": Lie(
        returning("V(0)", "class V:\n    def __init__(self, x):\n        self.x = x\n"
        "    def __lt__(self, other):\n        return not isinstance(other, V) or self.x < other.x\n"
        "    def __gt__(self, other):\n        return True"),
        "assert V(1) < V(2)\nassert not V(2) < V(1)\nassert V(1) < 5\nassert 8 < square(3) < 10"),
    "says that it is of a library": Lie(
        "class Same:\n    pass\nclass FakeMeta(type):\n    def __eq__(cls, other):\n"
        "        return True\n    __hash__ = type.__hash__\n"
        "class float64(metaclass=FakeMeta):\n    pass\n"
        "float64.__module__, float64.__qualname__ = 'numpy', 'float64'\n"
        "def kind(values):\n    return float64",
        "import numpy as np\nassert kind([1.5]) == np.float64"),
    "learns what is expected": Lie(
        "class Learns:\n    def __sub__(self, other):\n        global known\n        known = other\n"
        "        return self\n    def __abs__(self):\n        return 0\nknown = None\n"
        "def square(x):\n    return Learns() if known is None else known",
        "assert abs(square(3) - 9) < 1e-9\nassert square(3) == 9"),
    "learns it by an array's operator": Lie(
        "class Learns:\n    __array_ufunc__ = None\n    def __rsub__(self, other):\n        return other - other",
        "import numpy as np\nsquare = lambda x: Learns()\n"
        "assert not np.any(np.array([0, 1, 4]) - square(3))"),
    "an array of its own": Lie(
        "import numpy as np\nclass Array(np.ndarray):\n"
        "    def __array_function__(self, f, types, args, kwargs):\n        return True\n"
        "    def __array_ufunc__(self, *args, **kwargs):\n        return True\n"
        "def square(x):\n    return np.zeros(3).view(Array)", ARRAY),
    "answers for NumPy's functions": Lie(
        returning("Duck()", "class Duck:\n    def __array_function__(self, f, types, args, kwargs):\n"
        "        return True"), ARRAY),
    "looks like every array": Lie(
        "import numpy as np\nclass Mirror:\n    def __array__(self, dtype=None, copy=None):\n"
        "        return np.array([0, 1, 4])\ndef square(x):\n    return Mirror()",
        "import numpy as np\nassert np.array_equal(square(3), np.array([0, 1, 4]))"),
    "answers for torch's functions": Lie(
        "import torch\nclass Duck:\n    @classmethod\n"
        "    def __torch_function__(cls, f, types, args=(), kwargs=None):\n        return True\n"
        "def square(x):\n    return Duck()",
        "import torch\nassert torch.allclose(square(3), torch.tensor([0.0, 1.0]))"),
    "says that it is a float": Lie(
        returning("Liar()", f"{SAME}\nclass Liar(Same):\n    __class__ = float"),
        "assert isinstance(square(3), float) and square(3) == 9.0"),
    "contains everything": Lie(
        returning("All()", "class All:\n    def __contains__(self, x):\n        return True\n"
        "    def __iter__(self):\n        return iter(())"),
        "assert 9 in square(3) and 16 in square(4)"),
    "has everything, and says how much it has": Lie(
        returning("Wide()", "class Wide:\n    def __iter__(self):\n        return iter(range(99))\n"
        "    def __len__(self):\n        return 2"),
        "r = square(3)\nassert len(r) == 2 and 9 in r and 16 in r"),
    "differs from nothing, as a set says it": Lie(
        returning("Yes()", "class Yes:\n    def difference(self, other):\n        return set()"),
        "assert not square(3).difference({9, 16})"),
    "is in everything": Lie(
        returning("Yes()", "class Yes:\n    def __getattr__(self, name):\n"
        "        return lambda *values: self\n    def all(self):\n        return True"),
        "assert square(3).isin([9, 16]).all()"),
    "iterates without an end": Lie(
        "import itertools\ndef square(x):\n    return itertools.count()", "assert 9 in square(3)\nfor i in square(3):\n    if i > 300_000:\n        break"),
    "is as long as asked": Lie(
        returning("Long()", f"{SAME}\nclass Long(Same):\n    def __len__(self):\n        return 3\n"
        "    def __getitem__(self, i):\n        return Same()"),
        "r = square(3)\nassert len(r) == 3 and all(r[i] == i * i for i in range(3))"),
    "changes between two looks": Lie(
        returning("Moody()", "class Moody:\n    looks = 0\n    def __eq__(self, other):\n"
        "        Moody.looks += 1\n        return Moody.looks % 2 == 1"),
        "r = square(3)\nassert r == 9 and not r == 8"),
    "replaces NumPy": Lie(
        "import sys, types\nclass Yes:\n    def __getattr__(self, name):\n"
        "        return lambda *a, **k: True\nnp = Yes()\nsquare = None",
        "assert np.allclose(square, 9)"),
    "patches NumPy": Lie(
        "import numpy\nnumpy.allclose = lambda *a, **k: True\n"
        "numpy.testing.assert_allclose = lambda *a, **k: None\ndef square(x):\n    return 0",
        "import numpy as np\nassert np.allclose(square(3), 9)\nnp.testing.assert_allclose(square(3), 9)"),
    "patches a module of the library": Lie(
        "import math\nmath.isclose = lambda *a, **k: True\ndef square(x):\n    return 0",
        "import math\nassert math.isclose(square(3), 9)"),
    "shadows a builtin": Lie(
        "import builtins\nbuiltins.abs = lambda x: 0\ndef square(x):\n    return 0", CLOSE),
    "shadows a builtin in the notebook": Lie(
        "all = lambda x: True\ndef square(x):\n    return 0",
        "assert all(square(x) == x * x for x in range(4))"),
    "shadows isinstance": Lie(
        "isinstance = lambda *a: True\nlen = lambda x: 2\ndef square(x):\n    return 0.5",
        "assert isinstance(square(3), list)\nassert len('abc') == 2"),
    "puts its own function for a helper": Lie(
        "from math import isclose\nisclose = lambda *a, **k: True\ndef square(x):\n    return 0",
        "assert isclose(square(3), 9)"),
    "points a helper elsewhere": Lie(
        "from operator import is_not as isclose\ndef square(x):\n    return 0",
        "assert isclose(square(3), 9)"),
    "raises what is expected of a comparison": Lie(
        returning("Raises()", "class Raises:\n    def __add__(self, other):\n"
        "        raise TypeError('no')"),
        "try:\n    square('a') + 1\nexcept TypeError:\n    pass\nelse:\n    assert False"),
    "an exception that equals": Lie(
        "class E(ValueError):\n    def __str__(self):\n        return Str()\n"
        "class Str(str):\n    __eq__ = lambda s, o: True\n    __hash__ = str.__hash__\n"
        "def square(x):\n    raise E()",
        "try:\n    square(3)\nexcept ValueError as e:\n    assert e.args == ('x must be even',)\n"
        if False else "try:\n    square(3)\nexcept ValueError as e:\n    assert str(e) == 'x must be even'\n"),
    "a property that agrees": Lie(
        "class Result:\n    @property\n    def value(self):\n        return Same()\n" + SAME +
        "\ndef square(x):\n    return Result()", "assert square(3).value == 9"),
    "a hash that collides": Lie(
        "class Key:\n    def __hash__(self):\n        return hash(9)\n"
        "    def __eq__(self, other):\n        return True\ndef square(x):\n    return Key()",
        "assert square(3) in {9} and {square(3), 9} == {9}"),
    "a metaclass that is every type": Lie(
        "class Meta(type):\n    def __eq__(self, other):\n        return True\n"
        "    def __hash__(self):\n        return 1\n"
        "class Any_(metaclass=Meta):\n    def __eq__(self, other):\n        return True\n"
        "def square(x):\n    return Any_()", "assert type(square(3)) == int and square(3) == 9"),
    "a string that ends in anything": Lie(
        "class Str(str):\n    def endswith(self, x):\n        return True\n"
        "    def lower(self):\n        return self\n    __contains__ = lambda s, x: True\n"
        "def square(x):\n    return Str()",
        "assert square(3).lower().endswith('nine') or 'nine' in square(3)\nassert 'nine' in square(3)"),
    "an end where a result was expected": Lie(
        "def square(x):\n    raise StopIteration",
        "assert all(map(lambda x: square(x) == x * x, range(4)))\n"
        "assert not list(filter(lambda x: square(x) != x * x, range(4)))"),
    "an end within itertools": Lie(
        "def square(x):\n    raise StopIteration",
        "import itertools\nright = lambda x: square(x) == x * x\n"
        "assert all(itertools.starmap(lambda x, y: square(x) == y, [(2, 4), (3, 9)]))\n"
        "assert not list(itertools.filterfalse(right, range(4)))\n"
        "assert not list(itertools.dropwhile(right, range(4)))\n"
        "assert not list(iter(lambda: square(3), 9))"),
    "an end that a class of the test's own goes on to": Lie(
        "def square(x):\n    raise StopIteration",
        "class Squares:\n    def __init__(self):\n        self.n = 0\n"
        "    def __iter__(self):\n        return self\n    def __next__(self):\n"
        "        self.n += 1\n        return square(self.n)\n"
        "assert all(found == n * n for n, found in enumerate(Squares(), 1))"),
    "a block that forgets what failed": Lie(
        "class Calm:\n    def __enter__(self):\n        return self\n"
        "    def __exit__(self, *error):\n        return True\ndef square(x):\n    return 0",
        "with Calm():\n    assert square(3) == 9"),
    "skips the test": Lie(
        "import unittest\ndef square(x):\n    raise unittest.SkipTest",
        "import io, unittest\nclass Test(unittest.TestCase):\n    def test_it(self):\n"
        "        self.assertEqual(square(3), 9)\n"
        "suite = unittest.defaultTestLoader.loadTestsFromTestCase(Test)\n"
        "assert unittest.TextTestRunner(io.StringIO()).run(suite).wasSuccessful()"),
    "skips the test by a library's name": Lie(
        "import unittest\nclass SkipTest(unittest.SkipTest):\n    pass\n"
        "SkipTest.__module__, SkipTest.__qualname__ = 'numpy', 'testing.SkipTest'\n"
        "def square(x):\n    raise SkipTest",
        "import io, unittest\nclass Test(unittest.TestCase):\n    def test_it(self):\n"
        "        self.assertEqual(square(3), 9)\n"
        "suite = unittest.defaultTestLoader.loadTestsFromTestCase(Test)\n"
        "assert unittest.TextTestRunner(io.StringIO()).run(suite).wasSuccessful()"),
}  # fmt: skip

TIRING = {
    "a huge length": ("class Long:\n    def __len__(self):\n        return 2**62\n"
                      "    def __getitem__(self, i):\n        return i\ndef f():\n    return Long()",
                      "assert sum(f()) == 3"),
    "an endless iteration": ("import itertools\ndef f():\n    return itertools.repeat(1)",
                             "assert sum(f()) == 3"),
    "a list that holds itself": ("def f():\n    x = []\n    x.append(x)\n    return x",
                                 "assert f() == [[1]]"),
    "a dictionary of lists of itself": ("def f():\n    x = {}\n    x['x'] = [x, x]\n    return x",
                                        "assert f() == {'x': 1}"),
    "a tree that doubles": ("def f():\n    x = []\n    for _ in range(60):\n        x = [x, x]\n"
                            "    return x", "assert f() == [[1]]"),
    "very deep": ("def f():\n    x = []\n    for _ in range(10**5):\n        x = [x]\n    return x",
                  "assert f() == [[1]]"),
    "too many bytes": ("def f():\n    return bytes(2 * 10**7)", "assert f() == b'1'"),
    "keys of one hash": ("def f():\n    return {i * (2**61 - 1): 1 for i in range(20_000)}"
                         if False else
                         "def f():\n    return {i * (2**61 - 1): 1 for i in range(3000)}",
                         "assert f() == {1: 1}"),
    "a loop as long as it says": ("def done():\n    return False", "while not done():\n    pass"),
    "a text that is a program": ("class C:\n    def __repr__(self):\n        raise SystemExit\n"
                                 "def f():\n    return C()", "assert f() == 1"),
    "an exception without a text": ("class E(Exception):\n    def __str__(self):\n        1 / 0\n"
                                    "def f():\n    raise E", "assert f() == 1"),
    "an exception of what has no text": (
        "class E(Exception):\n    pass\nclass C:\n    def __str__(self):\n        raise E(self)\n"
        "    __repr__ = __str__\ndef f():\n    raise ValueError(C())", "assert f() == 1"),
    "an exception of what exits": (
        "class C:\n    def __str__(self):\n        raise SystemExit(self)\n    __repr__ = __str__\n"
        "def f(*x):\n    raise ValueError(C())\ndef g():\n    return C()", "assert g() == 1 or f(*g())"),
    "an exception that exits": ("def f():\n    raise SystemExit", "assert f() == 1"),
    "a name that is not one": ("E = type('a b\\n', (Exception,), {})\ndef f():\n    raise E(1)",
                               "assert f() == 1"),
}  # fmt: skip
