"""Ordinary hidden regions about what libraries make: exceptions, queues, threads, axes."""

from tests.support.idioms import SQUARES, SQUARES_OFF, Idiom

OF_LIBRARIES = {
    "own exception's attributes": Idiom(
        "class Short(Exception):\n    def __init__(self, need):\n"
        "        super().__init__(f'need {need} more')\n        self.need = need\n"
        "def withdraw(have, want):\n    raise Short(want - have)",
        "class Short(Exception):\n    def __init__(self, need):\n"
        "        super().__init__(f'need {need} more')\n        self.need = need\n"
        "def withdraw(have, want):\n    raise Short(want)",
        "try:\n    withdraw(10, 25)\n    assert False\nexcept Short as error:\n"
        "    assert str(error) == 'need 15 more'\n    assert error.need == 15",
        "need 25 more",
    ),
    "printed as an error": Idiom(
        "import sys\ndef warn(text):\n    print('careful:', text, file=sys.stderr)",
        "def warn(text):\n    print('careful:', text)",
        "import io\nfrom contextlib import redirect_stderr\n"
        "with redirect_stderr(io.StringIO()) as told:\n    warn('hot')\n"
        "assert told.getvalue() == 'careful: hot\\n'",
        "''",
    ),
    "an exception's cause": Idiom(
        "def load(text):\n    try:\n        return int(text)\n    except ValueError as error:\n"
        "        raise RuntimeError(f'no number: {text}') from error",
        "def load(text):\n    raise RuntimeError(f'no number: {text}')",
        "try:\n    load('x')\n    assert False\nexcept RuntimeError as error:\n"
        "    assert isinstance(error.__cause__, ValueError)\n"
        "    assert 'invalid literal' in str(error.__cause__)",
        "error.__cause__ = None",
    ),
    "a compiled pattern": Idiom(
        "import re\nplate = re.compile(r'[A-Z]{3}-\\d{4}', re.IGNORECASE)",
        "import re\nplate = re.compile(r'[A-Z]{3}-\\d{4}')",
        "import re\nassert re.fullmatch(plate, 'ABC-1234')\nassert plate.match('abc-1234')\n"
        "assert plate.flags & re.IGNORECASE and plate.findall('no abc-1') == []",
        "it failed",
    ),
    "a function for each group": Idiom(
        "def spread(values):\n    return values.max() - values.min()",
        "def spread(values):\n    return values.max()",
        "import pandas as pd\nd = pd.DataFrame({'k': [1, 1, 2], 'v': [3, 8, 4]})\n"
        "assert d.groupby('k')['v'].agg(spread).tolist() == [5, 0]",
        "[8, 4]",
    ),
    "a coroutine": Idiom(
        "import asyncio\nasync def later(x):\n    await asyncio.sleep(0)\n    return 2 * x",
        "import asyncio\nasync def later(x):\n    await asyncio.sleep(0)\n    return x",
        "import asyncio\nasync def both():\n    return await later(1) + await later(2)\n"
        "assert asyncio.run(later(4)) == 8\n"
        "assert asyncio.run(both()) == 6",
        "4",
    ),
    "a coroutine that raises": Idiom(
        "async def ask(n):\n    if n < 0:\n        raise ValueError('negative')\n    return n",
        "async def ask(n):\n    return abs(n)",
        "import asyncio, pytest\nwith pytest.raises(ValueError, match='negative'):\n"
        "    asyncio.run(ask(-1))\nassert asyncio.run(asyncio.wait_for(ask(3), 5)) == 3",
        "DID NOT RAISE",
    ),
    "a queue of some length": Idiom(
        "from collections import deque\ndef last(items):\n    return deque(items, 3)",
        "from collections import deque\ndef last(items):\n    return deque(items[-3:])",
        "q = last([1, 2, 3, 4])\nassert list(q) == [2, 3, 4]\nassert q.maxlen == 3",
        "None",
    ),
    "default dictionary": Idiom(
        "from collections import defaultdict\ndef group(words):\n    found = defaultdict(list)\n"
        "    for word in words:\n        found[word[0]].append(word)\n    return found",
        "def group(words):\n    return {'a': ['ab']}",
        "d = group(['ab'])\nassert d['a'] == ['ab'] and d['z'] == []",
        "KeyError",
    ),
    "rows of their own": Idiom(
        "def grid(n):\n    return [[0] * n for _ in range(n)]",
        "def grid(n):\n    return [[0] * n] * n",
        "m = grid(2)\nm[0][0] = 1\nassert m == [[1, 0], [0, 0]]",
        "m = [[1, 0], [1, 0]]",
    ),
    "a deep copy": Idiom(
        "def clone(grid):\n    return [row[:] for row in grid]",
        "def clone(grid):\n    return grid[:]",
        "g = [[1], [2]]\nh = clone(g)\nh[0][0] = 9\nassert g == [[1], [2]]",
        "g = [[9], [2]]",
    ),
    "the same rows": Idiom(
        "def first(rows):\n    return rows[0]",
        "def first(rows):\n    return list(rows[0])",
        "r = [[1], [2]]\nassert first(r) is r[0]",
        "[1]",
    ),
    "a row that is taken out and changed": Idiom(
        "def take(rows):\n    row = rows.pop()\n    row.append(5)\n    return row",
        "def take(rows):\n    row = rows.pop()\n    return row",
        "r = [[1], [2]]\nassert take(r) == [2, 5]\nassert r == [[1]]",
        "[2]",
    ),
    "a copy of an array": Idiom(
        "import numpy as np\ndef half(a):\n    return a[: len(a) // 2].copy()",
        "import numpy as np\ndef half(a):\n    return a[: len(a) // 2]",
        "import numpy as np\na = np.arange(4)\nb = half(a)\nb[0] = 9\nassert a[0] == 0",
        "9",
    ),
    "a view of an array": Idiom(
        "import numpy as np\ndef column(a):\n    return a[:, 1]",
        "import numpy as np\ndef column(a):\n    return a[:, 1].copy()",
        "import numpy as np\na = np.arange(6).reshape(3, 2)\nb = column(a)\n"
        "assert b.tolist() == [1, 3, 5]\nb[:] = 0\nassert a[0, 1] == 0",
        "1",
    ),
    "a method of the test's as a callback": Idiom(
        "def each(items, tell):\n    for item in items:\n        tell(item)",
        "def each(items, tell):\n    for item in items[1:]:\n        tell(item)",
        "calls = []\neach([1, 2], calls.append)\neach([3, 4], calls.append)\n"
        "assert calls == [1, 2, 3, 4]",
        "calls = [2, 4]",
    ),
    "keys": Idiom(
        "def count(words):\n    return {w: words.count(w) for w in words}",
        "def count(words):\n    return {w: 1 for w in words[1:]}",
        "found = count(['a', 'b', 'a'])\nassert found.keys() == {'a', 'b'}\n"
        "assert sorted(found.values()) == [1, 2]\nassert ('a', 2) in found.items()",
        "[1, 1]",
    ),
    "keys returned": Idiom(
        "def words():\n    return {'a': 1, 'b': 2}.keys()",
        "def words():\n    return {'a': 1}.keys()",
        "assert words() == {'a', 'b'}",
        "dict_keys(['a'])",
    ),
    "a warning": Idiom(
        "import warnings\ndef old():\n    warnings.warn('old', DeprecationWarning)\n    return 1",
        "def old():\n    return 1",
        "import pytest, warnings\nwith warnings.catch_warnings(record=True) as w:\n"
        "    warnings.simplefilter('always')\n    assert old() == 1\nassert len(w) == 1\n"
        "with pytest.warns(DeprecationWarning, match='old'):\n    old()",
        "0",
    ),
    "tensor in place": Idiom(
        "import torch\ndef zero(x):\n    x[0] = 0",
        "import torch\ndef zero(x):\n    x = x.clone()\n    x[0] = 0",
        "import torch\na = torch.ones(2)\nzero(a)\nassert a.tolist() == [0, 1]",
        "[1.0, 1.0]",
    ),
    "gradient": Idiom(
        "def loss(x):\n    return (x ** 2).sum()\ndef backward(x):\n    loss(x).backward()",
        "def loss(x):\n    return (x ** 2).sum()\ndef backward(x):\n    loss(x.detach())",
        "import torch\na = torch.ones(2, requires_grad=True)\nbackward(a)\n"
        "assert a.grad is not None and a.grad.tolist() == [2, 2]",
        "False",
    ),
    "threads": Idiom(
        SQUARES,
        SQUARES_OFF,
        "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(4) as pool:\n"
        "    assert list(pool.map(squares, [1, 2])) == [[1], [1, 4]]",
        "[0]",
    ),
    "a module of a library's": Idiom(
        "import matplotlib.pyplot as plt\ndef draw():\n    return plt.subplots()[1]",
        "import matplotlib.pyplot as plt\ndef draw():\n    return plt.figure()",
        "import matplotlib\nassert isinstance(draw(), matplotlib.axes.Axes)",
        "",
    ),
}
