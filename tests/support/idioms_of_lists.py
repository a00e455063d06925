"""Ordinary hidden regions about what is in lists, and about what libraries have."""

from tests.support.idioms import Idiom
from tests.support.idioms_of_gradients import TORCH

MY_SGD = (
    "import torch\nclass SGD:\n    def __init__(self, parameters, rate):\n"
    "        self.parameters, self.rate = list(parameters), rate\n    @torch.no_grad()\n"
    "    def step(self):\n        for one in self.parameters:\n"
    "            one -= self.rate * one.grad"
)
STEPPED = (
    "before = net.weight.detach().clone()\nnet(torch.ones(1, 2)).sum().backward()\n"
    "optimizer.step()\nassert torch.allclose(net.weight, before - 0.1)"
)
MINIMUM = (
    "def minimum(items):\n    found = items[0]\n    for one in items[1:]:\n"
    "        if one < found:\n            found = one\n    return found"
)
VERSION = (
    "class Version:\n    def __init__(self, text):\n"
    "        self.parts = tuple(map(int, text.split('.')))\n    def __lt__(self, other):\n"
    "        if not isinstance(other, Version):\n            return NotImplemented\n"
    "        return self.parts < other.parts"
)
LOGGED = (
    "import functools\ndef logged(f):\n    @functools.wraps(f)\n    def inner(self, *values):\n"
    "        self.log.append(f.__name__)\n        return f(self, *values)\n    return inner"
)
IN_LISTS = {
    "functions in a list": Idiom(
        "def call_all(functions, x):\n    return [one(x) for one in functions]",
        "def call_all(functions, x):\n    return [functions[0](x) for one in functions]",
        "SHIFT = 10\ncalls = []\ndef shifted(x):\n    calls.append(x)\n    return x + SHIFT\n"
        "def doubled(x):\n    return 2 * shifted(x)\n"
        "assert call_all([shifted, doubled], 1) == [11, 22]\nassert calls == [1, 1]",
        "[11, 11]",
    ),
    "objects in a list count": Idiom(
        MINIMUM,
        "def minimum(items):\n    return min(items, key=lambda one: sum(o < one for o in items))",
        "class Item:\n    count = 0\n    def __init__(self, value):\n        self.value = value\n"
        "    def __lt__(self, other):\n        Item.count += 1\n"
        "        return self.value < other.value\n"
        "items = [Item(value) for value in (5, 3, 8, 1)]\nassert minimum(items) is items[3]\n"
        "assert Item.count == 3",
        "16",
    ),
    "an optimizer of the student's": Idiom(
        MY_SGD,
        MY_SGD.replace("-=", "+="),
        f"{TORCH}net = nn.Linear(2, 1)\noptimizer = SGD(net.parameters(), 0.1)\n{STEPPED}",
        "net.weight =",
    ),
    "an optimizer of a list": Idiom(
        MY_SGD,
        MY_SGD.replace("-=", "+="),
        f"{TORCH}net = nn.Linear(2, 1)\noptimizer = SGD([net.weight], 0.1)\n{STEPPED}",
        "net.weight =",
    ),
    "the student's code freezes the test's network": Idiom(
        "def freeze(net):\n    for one in net.parameters():\n        one.requires_grad = False",
        "def freeze(net):\n    for one in net.parameters():\n        one = one.detach()",
        f"{TORCH}net = nn.Linear(2, 1)\nfreeze(net)\n"
        "assert not any(one.requires_grad for one in net.parameters())",
        "True",
    ),
    "a schedule of the test's own optimizer": Idiom(
        "def decay(step):\n    return 0.5 ** step",
        "def decay(step):\n    return 1",
        f"{TORCH}optimizer = torch.optim.SGD(nn.Linear(1, 1).parameters(), lr=2.0)\n"
        "schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lr_lambda=decay)\nrates = []\n"
        "for _ in range(3):\n    rates.append(optimizer.param_groups[0]['lr'])\n"
        "    optimizer.step()\n    schedule.step()\nassert rates == [2.0, 1.0, 0.5]",
        "[2.0, 2.0, 2.0]",
    ),
    "a decorator of the student's in a class": Idiom(
        LOGGED,
        LOGGED.replace("f.__name__", "'f'"),
        "class Robot:\n    def __init__(self):\n        self.log = []\n    @logged\n"
        "    def move(self, n):\n        return n\nrobot = Robot()\nassert robot.move(3) == 3\n"
        "assert robot.log == ['move']\nassert Robot.move.__name__ == 'move'",
        "['f']",
    ),
    "what a dictionary makes itself": Idiom(
        "from collections import Counter, defaultdict\ndef pairs(words):\n"
        "    found = defaultdict(Counter)\n    for a, b in zip(words, words[1:]):\n"
        "        found[a][b] += 1\n    return found",
        "from collections import Counter, defaultdict\ndef pairs(words):\n"
        "    found = defaultdict(Counter)\n    for a, b in zip(words, words[1:]):\n"
        "        found[a][b] = 1\n    return found",
        "found = pairs('a b a b c'.split())\nassert found['a']['b'] == 2\nassert found['x'] == {}\n"
        "assert found['x']['y'] == 0",
        "1",
    ),
    "the order of what the test makes": Idiom(
        VERSION,
        VERSION.replace("NotImplemented", "True"),
        "import pytest\nassert Version('1.2') < Version('1.10')\n"
        "with pytest.raises(TypeError):\n    Version('1') < 5",
        "DID NOT RAISE",
    ),
    "a library's own exception": Idiom(
        "import sqlite3\ndef add(connection, name):\n"
        "    connection.execute('insert into t values (?)', (name,))\n"
        "def made():\n    connection = sqlite3.connect(':memory:')\n"
        "    connection.execute('create table t (name text unique)')\n    return connection",
        "import sqlite3\ndef add(connection, name):\n"
        "    connection.execute('insert or ignore into t values (?)', (name,))\n"
        "def made():\n    connection = sqlite3.connect(':memory:')\n"
        "    connection.execute('create table t (name text unique)')\n    return connection",
        "import sqlite3\nconnection = made()\nadd(connection, 'a')\ntry:\n"
        "    add(connection, 'a')\n    raise AssertionError('twice')\n"
        "except sqlite3.IntegrityError:\n    pass",
        "twice",
    ),
    "not the library's own function": Idiom(
        "def ordered(items):\n    items = list(items)\n    items.sort()\n    return items",
        "ordered = sorted",
        "assert ordered([2, 1]) == [1, 2]\nassert ordered is not sorted",
        "the function sorted",
    ),
    "none of the library's own functions": Idiom(
        "def average(values):\n    return sum(values) / len(values)",
        "import numpy as np\naverage = np.mean",
        "import math\nimport numpy as np\nassert average([1, 2]) == 1.5\n"
        "assert average not in (np.mean, np.average, math.fsum)",
        "the function mean",
    ),
    "annotated": Idiom(
        "def area(w: float, h: float = 1.0, *, unit: str = 'm') -> str:\n    return unit",
        "def area(w: float, h=1.0, *, unit: str = 'm') -> str:\n    return unit",
        "import inspect\nparameters = inspect.signature(area).parameters\n"
        "assert parameters['unit'].kind is inspect.Parameter.KEYWORD_ONLY\n"
        "assert all(p.annotation is not inspect.Parameter.empty for p in parameters.values())",
        "it failed",
    ),
    "types of elements": Idiom(
        "import numpy as np\ndef kind(values):\n    return np.asarray(values).dtype",
        "import numpy as np\ndef kind(values):\n    return np.dtype('float32')",
        "import numpy as np\nassert kind([1.5]) == np.float64\nassert kind([1.5]) != np.float32",
        "dtype('float32')",
    ),
    "a set of types": Idiom(
        "def kinds(values):\n    return {type(one) for one in values}",
        "def kinds(values):\n    return {type(one).__name__ for one in values}",
        "assert kinds([1, 'a', None, 2]) == {int, str, type(None)}",
        "'NoneType'",
    ),
    "a member of an enumeration": Idiom(
        "from http import HTTPStatus\ndef status(ok):\n"
        "    return HTTPStatus.OK if ok else HTTPStatus.NOT_FOUND",
        "from http import HTTPStatus\ndef status(ok):\n    return HTTPStatus.OK",
        "from http import HTTPStatus\nassert status(True) is HTTPStatus.OK\n"
        "assert status(False) is HTTPStatus.NOT_FOUND",
        "HTTPStatus.OK",
    ),
    "a structured array": Idiom(
        "import numpy as np\ndef people():\n"
        "    kinds = [('name', 'U10'), ('age', 'i4')]\n"
        "    return np.array([('Ann', 31), ('Bob', 25)], dtype=kinds)",
        "import numpy as np\ndef people():\n"
        "    kinds = [('name', 'U10'), ('age', 'i8')]\n"
        "    return np.array([('Ann', 31), ('Bob', 25)], dtype=kinds)",
        "import numpy as np\nfound = people()\n"
        "assert np.sort(found, order='age')['name'].tolist() == ['Bob', 'Ann']\n"
        "assert found[0]['name'] == 'Ann'\nassert found.dtype['age'] == np.int32",
        "int64",
    ),
    "a sparse matrix": Idiom(
        "import numpy as np\nfrom scipy import sparse\ndef adjacency(pairs, n):\n"
        "    rows, columns = zip(*pairs)\n"
        "    found = sparse.coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(n, n))\n"
        "    return (found + found.T).tocsr()",
        "import numpy as np\nfrom scipy import sparse\ndef adjacency(pairs, n):\n"
        "    rows, columns = zip(*pairs)\n"
        "    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(n, n))",
        "import numpy as np\nfrom scipy import sparse\nfound = adjacency([(0, 1), (1, 2)], 3)\n"
        "assert sparse.issparse(found) and found.nnz == 4\n"
        "assert np.asarray(found.sum(axis=0)).ravel().tolist() == [1, 2, 1]",
        "False",
    ),
    "errors of numbers": Idiom(
        "import numpy as np\ndef sigmoid(x):\n"
        "    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))",
        "import numpy as np\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))",
        "import numpy as np\nwith np.errstate(over='raise'):\n"
        "    found = sigmoid(np.array([-1000.0, 0.0]))\nassert found.tolist() == [0.0, 0.5]",
        "FloatingPointError",
    ),
    "an expression of sympy": Idiom(
        "import sympy\ndef slope(f, x):\n    return sympy.diff(f, x)",
        "import sympy\ndef slope(f, x):\n    return f / x",
        "import sympy\nx = sympy.Symbol('x')\nassert str(slope(x**2, x)) == '2*x'",
        "'x'",
    ),
    "a method that is called as what sets a state": Idiom(
        "class Machine:\n    def set_state(self, state):\n        self.state = state",
        "class Machine:\n    def set_state(self, state):\n        self.state = None",
        "def switched(machine):\n    machine.set_state('on')\n    return machine.state\n"
        "assert switched(Machine()) == 'on'",
        "None",
    ),
    "a state that is put back": Idiom(
        "import random\ndef draw():\n    return random.random()",
        "import random\nrng = random.Random()\ndef draw():\n    return rng.random()",
        "import random\nrandom.seed(1)\nstate = random.getstate()\nfirst = draw()\n"
        "random.setstate(state)\nassert draw() == first",
        "draw() =",
    ),
    "a sentinel": Idiom(
        "def get(mapping, key, default=None):\n"
        "    return mapping[key] if key in mapping else default",
        "def get(mapping, key, default=None):\n    return mapping.get(key)",
        "missing = object()\nassert get({'a': 1}, 'b', missing) is missing\n"
        "assert get({'a': 1}, 'a', missing) == 1",
        "None",
    ),
    "a slice": Idiom(
        "def middle(n):\n    return slice(1, n - 1)",
        "def middle(n):\n    return slice(1, n)",
        "assert [1, 2, 3, 4][middle(4)] == [2, 3]",
        "[2, 3, 4]",
    ),
}
