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
