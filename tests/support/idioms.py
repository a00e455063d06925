"""Ordinary hidden regions, one idiom each, with a notebook that is right and one that is wrong.

They are written as for stock nbgrader, where the region runs in the notebook's own process.
"""

from typing import NamedTuple


class Idiom(NamedTuple):
    """A region, what it tests, and what has to come of it.

    Attributes:
        right, wrong: source of notebooks.
        region: source of the hidden region.
        observed: what the feedback says of the wrong notebook.
    """

    right: str
    wrong: str
    region: str
    observed: str = ""


VECTOR = """
class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)
    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)
    def __hash__(self):
        return hash((self.x, self.y))
    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5
    def __len__(self):
        return 2
    def __iter__(self):
        return iter((self.x, self.y))
    def __getitem__(self, i):
        return (self.x, self.y)[i]
    def __str__(self):
        return f"({self.x}, {self.y})"
    def __lt__(self, other):
        return abs(self) < abs(other)
    def __bool__(self):
        return bool(self.x or self.y)
"""
STACK = """
class Stack:
    def __init__(self):
        self.kept = []
    def push(self, item):
        self.kept.append(item)
    def pop(self):
        if not self.kept:
            raise IndexError("pop from an empty stack")
        return self.kept.pop()
    def __len__(self):
        return len(self.kept)
    def __contains__(self, item):
        return item in self.kept
"""
NODE = """
class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next
def link(values):
    head = None
    for value in reversed(values):
        head = Node(value, head)
    return head
"""
SQUARES = "def squares(n):\n    return [i**2 for i in range(1, n + 1)]"
SQUARES_OFF = "def squares(n):\n    return [i**2 for i in range(n)]"
DOUBLE, TRIPLE = "def double(x):\n    return 2 * x", "def double(x):\n    return 3 * x"
NUMPY = "import numpy as np\n"
SOFTMAX = f"{NUMPY}def softmax(x):\n    e = np.exp(x - np.max(x))\n    return e / e.sum()"
SIGMOID = f"{NUMPY}def softmax(x):\n    return 1 / (1 + np.exp(-x))"
COUNT = "from collections import Counter\ndef count(text):\n    return Counter(text.split())"

IDIOMS = {
    "equal": Idiom(SQUARES, SQUARES_OFF, "assert squares(2) == [1, 4]", "squares(2) = [0, 1]"),
    "message": Idiom(DOUBLE, TRIPLE, "assert double(2) == 4, 'two and two'", "two and two"),
    "not a tuple": Idiom(
        SQUARES, f"{SQUARES}\nf = squares\nsquares = lambda n: tuple(f(n))",
        "assert squares(2) == [1, 4]", "(1, 4)",
    ),
    "type": Idiom(
        "def half(x):\n    return x // 2", "def half(x):\n    return x / 2",
        "assert type(half(4)) is int and isinstance(half(4), int)",
    ),
    "tolerance": Idiom(
        "def area(r):\n    return 3.141592653589793 * r * r", "def area(r):\n    return 3.1 * r * r",
        "import math\nassert abs(area(2) - math.pi * 4) < 1e-6",
    ),
    "variable": Idiom("answer = {'a': (1, 2)}", "answer = {'a': [1, 2]}", "assert answer == {'a': (1, 2)}"),
    "try": Idiom(
        "def root(x):\n    if x < 0:\n        raise ValueError('negative')\n    return x**0.5",
        "def root(x):\n    return abs(x)**0.5",
        "try:\n    root(-1)\nexcept ValueError as error:\n    assert 'negative' in str(error)\n"
        "else:\n    raise AssertionError('nothing was raised')",
        "nothing was raised",
    ),
    "raises": Idiom(
        "def get(d, k):\n    return d[k]", "def get(d, k):\n    return d.get(k)",
        "import pytest\nwith pytest.raises(KeyError):\n    get({}, 'x')\nassert get({'x': 1}, 'x') == 1",
        "DID NOT RAISE",
    ),
    "own exception": Idiom(
        "class TooFar(Exception):\n    pass\ndef go(n):\n    if n > 3:\n        raise TooFar(f'{n} steps')",
        "class TooFar(Exception):\n    pass\ndef go(n):\n    pass",
        "import pytest\nwith pytest.raises(TooFar, match='5 steps'):\n    go(5)\ngo(2)",
    ),
    "a library raises": Idiom(
        "import json\ndef read(text):\n    return json.loads(text)", "def read(text):\n    return [1]",
        "import json, pytest\nwith pytest.raises(json.JSONDecodeError, match='line 1'):\n    read('[')\n"
        "with pytest.raises(ValueError):\n    read('{')\nassert read('[1]') == [1]",
        "DID NOT RAISE",
    ),
    "exits": Idiom(
        "import sys\ndef stop():\n    sys.exit(2)", "def stop():\n    raise ValueError(2)",
        "import pytest\nwith pytest.raises(SystemExit) as raised:\n    stop()\nassert raised.value.code == 2",
    ),
    "map and filter": Idiom(
        "def even(n):\n    return n % 2 == 0\ndef evens(x):\n    return map(even, x)",
        "def even(n):\n    return n % 2 == 1\ndef evens(x):\n    return list(map(even, x))",
        "assert all(map(even, [2, 4])) and list(filter(even, range(4))) == [0, 2]\n"
        "assert isinstance(evens([1]), map) and not isinstance(evens([1]), (list, filter))",
    ),
    "many of a kind": Idiom(
        "from collections import namedtuple\nPoint = namedtuple('Point', 'x y')\n"
        "def points(n):\n    return [Point(i, i) for i in range(n)]",
        "def points(n):\n    return [(i, i) for i in range(n)]",
        "r = points(2000)\nassert type(r[0]) is type(r[1]) and r[9].x == 9",
    ),
    "approx": Idiom(
        "def third():\n    return [1 / 3, 2 / 3]", "def third():\n    return [0.3, 0.6]",
        "import pytest\nassert third() == pytest.approx([0.3333333, 0.6666667], rel=1e-4)",
    ),
    "unittest": Idiom(
        SQUARES, SQUARES_OFF,
        "import unittest\ntest = unittest.TestCase()\ntest.assertListEqual(squares(2), [1, 4])\n"
        "with test.assertRaises(TypeError):\n    squares('a')",
        "Lists differ",
    ),
    "test case": Idiom(
        DOUBLE, TRIPLE,
        "import io, unittest\nclass Test(unittest.TestCase):\n    def test_two(self):\n"
        "        self.assertEqual(double(2), 4)\n"
        "suite = unittest.defaultTestLoader.loadTestsFromTestCase(Test)\n"
        "assert unittest.TextTestRunner(io.StringIO()).run(suite).wasSuccessful()",
    ),
    "nose": Idiom(
        DOUBLE, TRIPLE,
        "def assert_equal(first, second):\n    assert first == second, f'{first} is not {second}'\n"
        "assert_equal(double(2), 4)",
        "6 is not 4",
    ),
    "partial credit": Idiom(
        DOUBLE, "def double(x):\n    return 0",
        "score = 0\nfor x in (1, 2):\n    if double(x) == 2 * x:\n        score += 1\nscore",
    ),
    "allclose": Idiom(SOFTMAX, SIGMOID, "assert np.allclose(softmax(np.zeros(4)), np.full(4, 0.25))"),
    "numpy testing": Idiom(
        SOFTMAX, SIGMOID, "np.testing.assert_allclose(softmax(np.array([1.0, 2.0])).sum(), 1.0)",
        "Not equal to tolerance",
    ),
    "shape": Idiom(
        f"{NUMPY}def grid(n):\n    return np.zeros((n, n), dtype=np.int64)",
        f"{NUMPY}def grid(n):\n    return np.zeros(n * n)",
        "assert grid(3).shape == (3, 3)\nassert grid(3).dtype == np.int64\nassert not grid(2).any()",
        "(9,)",
    ),
    "array result": Idiom(
        f"{NUMPY}def above(x):\n    return x > 0", f"{NUMPY}def above(x):\n    return x >= 0",
        "assert (above(np.array([-1, 0, 2])) == np.array([False, False, True])).all()",
    ),
    "counter": Idiom(
        COUNT, "def count(text):\n    return {'a': 1}",
        "assert count('a b a') == Counter({'a': 2, 'b': 1}) and count('') == {}",
    ),
    "named tuple": Idiom(
        "from collections import namedtuple\nPoint = namedtuple('Point', 'x y')\n"
        "def move(p):\n    return Point(p.x + 1, p.y)",
        "from collections import namedtuple\nPoint = namedtuple('Point', 'x y')\n"
        "def move(p):\n    return p",
        "p = move(Point(1, 2))\nassert p == (2, 2) and p.x == 2 and isinstance(p, Point)",
    ),
    "operators": Idiom(
        VECTOR, VECTOR.replace("self.y + other.y", "self.y"),
        "v, w = Vector(1, 2), Vector(3, 4)\nassert v + w == Vector(4, 6)\n"
        "assert v * 2 == 2 * v == Vector(2, 4)\nassert v != w",
    ),
    "special methods": Idiom(
        VECTOR, VECTOR.replace("return 2\n", "return 3\n"),
        "v = Vector(3, 4)\nassert abs(v) == 5 and str(v) == '(3, 4)' and list(v) == [3, 4]\n"
        "assert v[0] == 3 and v[-1] == 4 and not Vector(0, 0) and len({v, Vector(3, 4)}) == 1\n"
        "assert sorted([v, Vector(1, 0)])[0].x == 1\nassert len(v) == 2",
        "3",
    ),
    "instance": Idiom(
        VECTOR, VECTOR.replace("return Vector(self.x *", "return (self.x *"),
        "assert isinstance(Vector(1, 2) * 2, Vector)\nassert type(Vector(1, 2)).__name__ == 'Vector'",
    ),
    "methods": Idiom(
        STACK, STACK.replace("self.kept.pop()", "self.kept.pop(0)"),
        "s = Stack()\nfor i in range(3):\n    s.push(i)\nassert len(s) == 3 and 1 in s and 5 not in s\n"
        "assert s.pop() == 2",
        "0",
    ),
    "method raises": Idiom(
        STACK, STACK.replace('raise IndexError("pop from an empty stack")', "return None"),
        "try:\n    Stack().pop()\n    assert False, 'an empty stack gave something'\nexcept IndexError:\n"
        "    pass",
        "an empty stack gave something",
    ),
    "linked list": Idiom(
        NODE, NODE.replace("reversed(values)", "values"),
        "node, seen = link([1, 2, 3]), []\nwhile node:\n    seen.append(node.value)\n"
        "    node = node.next\nassert seen == [1, 2, 3]",
    ),
    "identity": Idiom(
        NODE, NODE.replace("self.value, self.next = value, next", "self.value, self.next = value, None"),
        "a = Node(1)\nb = Node(2, a)\nassert b.next is a and a.next is None",
    ),
    "in place": Idiom(
        "def order(items):\n    items.sort()", "def order(items):\n    return sorted(items)",
        "items = [3, 1, 2]\nassert order(items) is None\nassert items == [1, 2, 3]",
    ),
    "nothing in place": Idiom(
        "def order(items):\n    return sorted(items)",
        "def order(items):\n    items.sort()\n    return items",
        "items = [3, 1, 2]\nassert order(items) == [1, 2, 3] and items == [3, 1, 2]\n"
        "assert order(items) is not items",
    ),
    "array in place": Idiom(
        f"{NUMPY}def clear(x):\n    x[:] = 0", f"{NUMPY}def clear(x):\n    x = 0 * x",
        "x = np.ones(3)\nclear(x)\nassert x.sum() == 0",
    ),
    "globals change": Idiom(
        "contacts = {}\ndef add(name, number):\n    contacts[name] = number",
        "contacts = {}\ndef add(name, number):\n    contacts[number] = name",
        "assert contacts == {}\nadd('Ana', 1)\nassert contacts == {'Ana': 1}",
    ),
    "higher order": Idiom(
        "def twice(f, x):\n    return f(f(x))", "def twice(f, x):\n    return f(x)",
        "k = 3\nassert twice(lambda x: x * k, 2) == 18",
    ),
    "library function": Idiom(
        "def apply(f, items):\n    return [f(x) for x in items]", "def apply(f, items):\n    return items",
        "import math\nassert apply(math.sqrt, [4, 9]) == [2, 3] and apply(str, [1]) == ['1']",
    ),
    "spy": Idiom(
        "def each(f, items):\n    for item in items:\n        f(item)", "def each(f, items):\n    pass",
        "seen = []\ndef spy(item):\n    seen.append(item)\neach(spy, [1, 2])\nassert seen == [1, 2]",
    ),
    "returned function": Idiom(
        "def adder(n):\n    return lambda x: x + n", "def adder(n):\n    return lambda x: n",
        "assert adder(2)(3) == 5 and callable(adder(1))",
    ),
    "generator": Idiom(
        "def count():\n    n = 0\n    while True:\n        yield n\n        n += 1",
        "def count():\n    return iter([0, 0, 0, 0, 0, 0])",
        "from itertools import islice\nassert list(islice(count(), 4)) == [0, 1, 2, 3]\n"
        "c = count()\nassert (next(c), next(c)) == (0, 1)",
    ),
    "printed": Idiom(
        "def greet(name):\n    print(f'Hello, {name}!')", "def greet(name):\n    print(f'Hello {name}')",
        "import io\nfrom contextlib import redirect_stdout\nout = io.StringIO()\n"
        "with redirect_stdout(out):\n    greet('Ana')\nassert out.getvalue() == 'Hello, Ana!\\n'",
    ),
    "seeded": Idiom(
        f"{NUMPY}def draw(n):\n    return np.random.rand(n)", f"{NUMPY}def draw(n):\n    return np.zeros(n)",
        "np.random.seed(1)\nexpected = np.random.rand(3)\nnp.random.seed(1)\n"
        "assert np.array_equal(draw(3), expected)",
    ),
    "generator given": Idiom(
        "def draw(rng, n):\n    return rng.integers(6, size=n)",
        "def draw(rng, n):\n    return rng.integers(7, size=n)",
        "import numpy as np\nrng, same = np.random.default_rng(1), np.random.default_rng(1)\n"
        "assert np.array_equal(draw(rng, 5), same.integers(6, size=5))\n"
        "assert np.array_equal(draw(rng, 5), same.integers(6, size=5))",
    ),
    "large integer": Idiom(
        "def factorial(n):\n    p = 1\n    for i in range(2, n + 1):\n        p *= i\n    return p",
        "def factorial(n):\n    p = 1.0\n    for i in range(2, n + 1):\n        p *= i\n    return p",
        "import math\nassert factorial(1000) == math.factorial(1000)",
    ),
    "sets and bytes": Idiom(
        "def unique(x):\n    return set(x)\nraw = b'\\x00\\xff'", "def unique(x):\n    return list(set(x))\nraw = b''",
        "assert unique('aba') == {'a', 'b'} and raw == b'\\x00\\xff' and frozenset(unique('')) == frozenset()",
    ),
    "source": Idiom(
        "def total(x):\n    s = 0\n    for i in x:\n        s += i\n    return s", "total = sum",
        "import inspect\nassert total([1, 2]) == 3\nassert list(inspect.signature(total).parameters) == ['x']",
    ),
    "docstring": Idiom(
        'def f():\n    """Say what it does."""', "def f():\n    pass",
        "assert f.__doc__ and f.__name__ == 'f'",
    ),
    "file": Idiom(
        "def save(text):\n    with open('saved.txt', 'w') as file:\n        file.write(text)",
        "def save(text):\n    with open('saved.txt', 'w') as file:\n        file.write('')",
        "save('a\\nb')\nwith open('saved.txt') as file:\n    assert file.read() == 'a\\nb'",
        "''",
    ),
    "in place by an operator": Idiom(
        "class Bag:\n    def __init__(self):\n        self.kept = []\n    def __iadd__(self, item):\n"
        "        self.kept.append(item)\n        return self",
        "class Bag:\n    def __init__(self):\n        self.kept = []\n    def __iadd__(self, item):\n"
        "        return Bag()",
        "bag = same = Bag()\nbag += 3\nbag += 'a'\nassert bag.kept == [3, 'a'] and bag is same",
    ),
    "a type without a name": Idiom(
        "def count(n):\n    yield from range(n)", "def count(n):\n    return iter(range(n))",
        "import types\nassert isinstance(count(2), (types.GeneratorType, list)) and list(count(2)) == [0, 1]",
    ),
    "leaves a block by an exception": Idiom(
        "from contextlib import contextmanager\nlog = []\n@contextmanager\ndef logged():\n    try:\n"
        "        yield 5\n    except KeyError as error:\n        log.append(error.args)\n        raise\n"
        "    finally:\n        log.append('end')",
        "from contextlib import contextmanager\nlog = []\n@contextmanager\ndef logged():\n    yield 5\n"
        "    log.append('end')",
        "import pytest\nwith pytest.raises(KeyError):\n    with logged() as x:\n        assert x == 5\n"
        "        raise KeyError('x')\nassert log == [('x',), 'end']",
    ),
    "input": Idiom(
        "def add():\n    return int(input('a? ')) + int(input('b? '))",
        "def add():\n    return int(input('a? '))",
        "answers = iter(['1', '2'])\nold = input\ninput = lambda prompt='': next(answers)\n"
        "assert add() == 3\ninput = old",
    ),
    "copies": Idiom(
        "class Bag:\n    def __init__(self):\n        self.kept = [[1]]\n    def add(self, x):\n"
        "        self.kept[0].append(x)",
        "class Bag:\n    kept = [[1]]\n    def add(self, x):\n        self.kept[0].append(x)",
        "import copy\nbag = Bag()\nother, same = copy.deepcopy(bag), copy.copy(bag)\nother.add(2)\n"
        "assert bag.kept == [[1]] and other.kept == [[1, 2]]\nsame.add(3)\nassert bag.kept == [[1, 3]]",
    ),
    "uses another": Idiom(
        f"{SQUARES}\ndef total(n):\n    return sum(squares(n))",
        f"{SQUARES}\ndef total(n):\n    return sum(i * i for i in range(n + 1))",
        "original = squares\ndel squares\ntry:\n    total(1)\nexcept NameError:\n    pass\nelse:\n"
        "    raise AssertionError('total does not use squares')\nfinally:\n    squares = original\n"
        "assert total(2) == 5",
        "does not use squares",
    ),
    "replaces": Idiom(
        "rate = 2\ndef price(x):\n    return rate * x", "rate = 2\ndef price(x):\n    return 2 * x",
        "old = rate\nrate = 3\nassert price(2) == 6\nrate = old\nassert price(2) == 4",
    ),
    "defined": Idiom(
        "x = 3", "y = 3", "assert 'x' in globals(), 'x is not defined'\nassert x == 3", "not defined",
    ),
    "dataclass": Idiom(
        "from dataclasses import dataclass\n@dataclass\nclass Pet:\n    name: str\n    age: int = 0",
        "class Pet:\n    def __init__(self, name, age=0):\n        self.name, self.age = name, age",
        "import dataclasses\nassert Pet('Rex').age == 0 and Pet('Rex') == Pet('Rex')\n"
        "assert dataclasses.is_dataclass(Pet)",
    ),
    "inheritance": Idiom(
        "class Animal:\n    pass\nclass Dog(Animal):\n    def speak(self):\n        return 'Woof'",
        "class Animal:\n    pass\nclass Dog:\n    def speak(self):\n        return 'Woof'",
        "assert issubclass(Dog, Animal) and isinstance(Dog(), Animal)\nassert Dog().speak() == 'Woof'",
    ),
    "context manager": Idiom(
        "log = []\nclass Open:\n    def __enter__(self):\n        log.append('in')\n        return self\n"
        "    def __exit__(self, *_):\n        log.append('out')",
        "log = []\nclass Open:\n    def __enter__(self):\n        return self\n"
        "    def __exit__(self, *_):\n        log.append('out')",
        "with Open():\n    pass\nassert log == ['in', 'out']",
    ),
    "figure": Idiom(
        "import matplotlib\nmatplotlib.use('agg')\nimport matplotlib.pyplot as plt\n"
        "fig, ax = plt.subplots()\nax.plot([1, 2], [3, 4])\nax.set_title('Loss')",
        "import matplotlib\nmatplotlib.use('agg')\nimport matplotlib.pyplot as plt\n"
        "fig, ax = plt.subplots()\nax.plot([1, 2], [3, 4])",
        "assert list(ax.get_lines()[0].get_ydata()) == [3, 4]\nassert plt.gcf().axes[0].get_title() == 'Loss'",
        "''",
    ),
    "many asserts in a loop": Idiom(
        DOUBLE, "def double(x):\n    return 2 * x if x < 5 else x",
        "for x in range(10):\n    assert double(x) == 2 * x, f'wrong for {x}'",
        "wrong for 5",
    ),
    "hashed autotest": Idiom(
        SQUARES, SQUARES_OFF,
        "from hashlib import sha1\n"
        "assert sha1(str(type(squares(2))).encode('utf-8') + b'1').hexdigest() == "
        "sha1(b\"<class 'list'>1\").hexdigest(), 'type of squares(2) is not list'\n"
        "assert sha1(str(sorted(map(str, squares(2)))).encode('utf-8') + b'2').hexdigest() == "
        "sha1(b\"['1', '4']2\").hexdigest(), 'values of squares(2) are not correct'",
        "values of squares(2) are not correct",
    ),
}  # fmt: skip
