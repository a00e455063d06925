"""Ordinary hidden regions that count: what a test's own functions and classes keep, and who has it.

The student's code calls them where it runs; what they count, the region sees.
"""

from tests.support.idioms import Idiom

MEMOIZE = (
    "def memoize(f):\n    cache = {}\n    def wrapper(*values):\n"
    "        if values not in cache:\n            cache[values] = f(*values)\n"
    "        return cache[values]\n    return wrapper"
)
FORGETS = (
    "def memoize(f):\n    def wrapper(*values):\n        return f(*values)\n    return wrapper"
)
SEARCH = (
    "def search(items, wanted):\n    low, high = 0, len(items)\n    while low < high:\n"
    "        middle = (low + high) // 2\n        if items[middle] < wanted:\n"
    "            low = middle + 1\n        else:\n            high = middle\n    return low"
)
LINEAR = (
    "def search(items, wanted):\n    return next(i for i in range(len(items))"
    " if not items[i] < wanted)"
)
BAG = (
    "class Bag:\n    def __init__(self, items):\n        self._items = list(items)\n"
    "    def items(self):\n        return list(self._items)"
)
OF_FUNCTIONS = {
    "a counter that is global": Idiom(
        MEMOIZE,
        FORGETS,
        "calls = 0\ndef square(x):\n    global calls\n    calls += 1\n    return x * x\n"
        "squares = memoize(square)\nassert squares(4) == squares(4) == 16\nassert calls == 1",
        "2",
    ),
    "a decorated function that calls itself": Idiom(
        MEMOIZE,
        FORGETS,
        "calls = []\n@memoize\ndef fib(n):\n    calls.append(n)\n"
        "    return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
        "assert fib(10) == 55\nassert len(calls) == 11",
        "177",
    ),
    "a counter that is the function's": Idiom(
        MEMOIZE,
        FORGETS,
        "def square(x):\n    square.calls += 1\n    return x * x\nsquare.calls = 0\n"
        "squares = memoize(square)\nassert squares(2) == squares(2) == 4\nassert square.calls == 1",
        "2",
    ),
    "a counter that starts again": Idiom(
        SEARCH,
        LINEAR,
        "steps = 0\nclass Key(int):\n    def __lt__(self, other):\n        global steps\n"
        "        steps += 1\n        return int(self) < other\n"
        "keys = [Key(i) for i in range(500)]\nassert search(keys, 3) == 3\nsteps = 0\n"
        "assert search(keys, 400) == 400\nassert steps < 12",
        "401",
    ),
    "a counter that is the class's": Idiom(
        SEARCH,
        LINEAR,
        "class Items(list):\n    looks = 0\n    def __getitem__(self, index):\n"
        "        Items.looks += 1\n        return super().__getitem__(index)\n"
        "items = Items(range(0, 1000, 2))\nassert search(items, 900) == 450\n"
        "assert Items.looks < 12",
        "451",
    ),
    "the test's own function comes back": Idiom(
        "class Twice:\n    def __init__(self, f):\n        self.f = f\n    def __call__(self, x):\n"
        "        return self.f(self.f(x))",
        "class Twice:\n    def __init__(self, f):\n        self.f = lambda x: f(x)\n"
        "    def __call__(self, x):\n        return self.f(self.f(x))",
        "def add(x):\n    return x + 1\ntwice = Twice(add)\nassert twice(1) == 3\n"
        "assert twice.f is add",
        "add",
    ),
    "what is handed over is copied": Idiom(
        BAG,
        BAG.replace("list(items)", "items"),
        "source = [1, 2]\nbag = Bag(source)\nsource.append(3)\nassert bag.items() == [1, 2]",
        "[1, 2, 3]",
    ),
    "what is handed out is a copy": Idiom(
        BAG,
        BAG.replace("list(self._items)", "self._items"),
        "bag = Bag([1, 2])\nbag.items().append(9)\nassert bag.items() == [1, 2]",
        "[1, 2, 9]",
    ),
    "what is handed over stays the same one": Idiom(
        "class Graph:\n    def __init__(self, edges):\n        self.edges = edges\n"
        "    def add(self, a, b):\n        self.edges.setdefault(a, []).append(b)",
        "class Graph:\n    def __init__(self, edges):\n        self.edges = dict(edges)\n"
        "    def add(self, a, b):\n        self.edges.setdefault(a, []).append(b)",
        "edges = {1: [2]}\ngraph = Graph(edges)\ngraph.add(2, 1)\nassert edges[2] == [1]\n"
        "edges[3] = [1]\nassert graph.edges[3] == [1]\nassert graph.edges is edges",
        "KeyError",
    ),
    "a set of the student's objects": Idiom(
        "class Word:\n    def __init__(self, text):\n        self.text = text\n"
        "    def __eq__(self, other):\n        return self.text == other.text\n"
        "    def __hash__(self):\n        return hash(self.text)\n"
        "def distinct(words):\n    return set(words)",
        "class Word:\n    def __init__(self, text):\n        self.text = text\n"
        "def distinct(words):\n    return set(words)",
        "words = distinct([Word('a'), Word('b'), Word('a')])\n"
        "assert words == {Word('a'), Word('b')}\nassert len(words) == 2",
        "set",
    ),
    "a counter that the student's code fills": Idiom(
        "def tally(counts, text):\n    for letter in text:\n        counts[letter] += 1",
        "def tally(counts, text):\n    for letter in set(text):\n        counts[letter] += 1",
        "from collections import Counter, defaultdict\n"
        "counts, others = Counter(), defaultdict(int)\n"
        "tally(counts, 'banana')\ntally(others, 'banana')\n"
        "assert counts.most_common(1) == [('a', 3)]\nassert others == counts",
        "1)]",
    ),
    "a global that is read, bound and counted": Idiom(
        "counter = 0\ndef visit():\n    global counter\n    counter += 1",
        "counter = 0\ndef visit():\n    counter = 1",
        "before = counter\ncounter = 10\nvisit()\nassert counter == 11\ncounter = before",
        "10",
    ),
    "what an exception's class says": Idiom(
        "class Refused(Exception):\n    code = 7\ndef f():\n    raise Refused('no')",
        "class Refused(Exception):\n    code = 8\ndef f():\n    raise Refused('no')",
        "try:\n    f()\n    assert False\nexcept Refused as error:\n    assert error.code == 7",
        "8",
    ),
}
