"""Ordinary hidden regions that hand over what goes on as it is used, or count with `nonlocal`."""

from tests.support.idioms import Idiom
from tests.support.idioms_of_gradients import TORCH

DRAW = "def draw(rng):\n    return rng.random()"
STUCK = "def draw(rng):\n    rng.random()\n    return 0.5"
ON_ITS_OWN = "import random\ndef draw(rng):\n    return random.random()"
TAKE = "def take(items, n):\n    return [next(items) for _ in range(n)]"
FIT = (
    "import torch\ndef fit(net, x, y, steps):\n"
    "    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n    for _ in range(steps):\n"
    "        optimizer.zero_grad()\n        loss = ((net(x) - y) ** 2).mean()\n"
    "        loss.backward()\n        optimizer.step()\n    return loss.item()"
)
LINE = f"{TORCH}torch.manual_seed(0)\nx = torch.linspace(-1, 1, 20).reshape(-1, 1)\ny = 2 * x + 1\n"
LEARNT = "fit(net, x, y, 100)\nassert torch.allclose(net(x), y, atol=0.05)"
COPY = FIT.replace("optimizer =", "import copy\n    net = copy.deepcopy(net)\n    optimizer =")
STEP = (
    "def step(net, optimizer, x, y):\n    optimizer.zero_grad()\n"
    "    loss = ((net(x) - y) ** 2).mean()\n    loss.backward()\n    optimizer.step()\n"
    "    return loss.item()"
)
EVALUATE = (
    "def evaluate(net, x):\n    mode = net.training\n    net.eval()\n    y = net(x)\n"
    "    net.train(mode)\n    return y"
)
GENERATORS = {
    "random.Random": "import random\nnew = lambda: random.Random(3)",
    "RandomState": "import numpy as np\nnew = lambda: np.random.RandomState(3)",
    "default_rng": "import numpy as np\nnew = lambda: np.random.default_rng(3)",
}
GOING_ON = {
    f"{name}: the test draws on": Idiom(
        DRAW,
        STUCK,
        f"{made}\nrng, other = new(), new()\nfound = [draw(rng) for _ in range(700)]\n"
        "assert found + [rng.random()] == [other.random() for _ in range(701)]",
        "0.5",
    )
    for name, made in GENERATORS.items()
} | {
    "the state of a generator": Idiom(
        DRAW,
        ON_ITS_OWN,
        "import random\nrng = random.Random(1)\nbefore = rng.getstate()\ndraw(rng)\n"
        "assert rng.getstate() != before",
        "(3, (",
    ),
    "a generator is seeded again": Idiom(
        "import torch\ndef draw(generator):\n"
        "    return torch.rand(3, generator=generator).tolist()",
        "import torch\ndef draw(generator):\n    return torch.rand(3).tolist()",
        "import torch\ngenerator = torch.Generator().manual_seed(5)\nfirst = draw(generator)\n"
        "second = draw(generator)\ngenerator.manual_seed(5)\nassert draw(generator) == first\n"
        "assert first != second\nassert torch.rand(3, generator=generator).tolist() == second",
        "first = ",
    ),
    "an iterator": Idiom(
        TAKE,
        "def take(items, n):\n    return list(items)[:n]",
        "items = iter(range(5))\nassert take(items, 2) == [0, 1]\nassert next(items) == 2",
        "StopIteration",
    ),
    "a map of a function of the test's": Idiom(
        "def total(items):\n    return sum(items)",
        "def total(items):\n    return len(list(items))",
        "assert total(map(lambda n: n + 1, [1, 2, 3])) == 9\n"
        "assert total(filter(lambda n: n > 1, map(int, '123'))) == 5\n"
        "items = map(lambda n: 2 * n, range(9))\nnext(items)\nassert total(items) == 72",
        "3",
    ),
    "the test's own network": Idiom(
        FIT, COPY, f"{LINE}net = nn.Linear(1, 1)\n{LEARNT}", "net(x) ="
    ),
    "a network of the test's own class": Idiom(
        FIT,
        COPY,
        f"{LINE}class Line(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.layer = nn.Linear(1, 1)\n    def forward(self, x):\n"
        f"        return self.layer(x)\nnet = Line()\n{LEARNT}",
        "net(x) =",
    ),
    "the test's own optimizer": Idiom(
        STEP,
        STEP.replace("    optimizer.zero_grad()\n", ""),
        f"{LINE}net, other = nn.Linear(1, 1), nn.Linear(1, 1)\n"
        "other.load_state_dict(net.state_dict())\n"
        "optimizer = torch.optim.Adam(net.parameters())\n"
        "reference = torch.optim.Adam(other.parameters())\nfor _ in range(4):\n"
        "    step(net, optimizer, x, y)\n    reference.zero_grad()\n"
        "    ((other(x) - y) ** 2).mean().backward()\n    reference.step()\n"
        "assert torch.allclose(net.weight, other.weight)",
        "net.weight =",
    ),
    "gradients of the test's own network": Idiom(
        "def loss_of(net, x, y):\n    return ((net(x) - y) ** 2).mean()",
        "def loss_of(net, x, y):\n    return ((net(x) - y) ** 2).sum()",
        f"{LINE}net = nn.Linear(1, 1)\nloss_of(net, x, y).backward()\n"
        "found = net.weight.grad.clone()\nnet.zero_grad()\n((net(x) - y) ** 2).mean().backward()\n"
        "assert torch.allclose(found, net.weight.grad)",
        "found =",
    ),
    "the mode of the test's own network": Idiom(
        EVALUATE,
        EVALUATE.replace("    net.train(mode)\n", ""),
        f"{TORCH}net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))\nx = torch.ones(1, 2)\n"
        "assert torch.equal(evaluate(net, x), evaluate(net, x))\nassert net.training\nnet.eval()\n"
        "evaluate(net, x)\nassert not net.training",
        "False",
    ),
    "means that a layer keeps": Idiom(
        "def fit(net, x):\n    net.train()\n    net(x)",
        "def fit(net, x):\n    net.eval()\n    net(x)",
        f"{TORCH}net = nn.BatchNorm1d(2)\nfit(net, torch.ones(4, 2))\n"
        "assert torch.allclose(net.running_mean, torch.full((2,), 0.1))",
        "net.running_mean = tensor([0., 0.])",
    ),
    "nonlocal": Idiom(
        "def apply_twice(f, x):\n    return f(f(x))",
        "def apply_twice(f, x):\n    return x + 2",
        "def counted():\n    count = 0\n    def f(x):\n        nonlocal count\n        count += 1\n"
        "        return x + 1\n    return f, lambda: count\nf, count = counted()\nf(0)\n"
        "assert apply_twice(f, 1) == 3\nassert count() == 3",
        "1",
    ),
    "nonlocal in two functions": Idiom(
        "def run(start, end, n):\n    for _ in range(n):\n        start()\n        end()",
        "def run(start, end, n):\n    for _ in range(n):\n        start()",
        "def made():\n    depth = 0\n    def start():\n        nonlocal depth\n        depth += 1\n"
        "    def end():\n        nonlocal depth\n        depth -= 1\n"
        "    return start, end, lambda: depth\nstart, end, depth = made()\nrun(start, end, 2)\n"
        "assert depth() == 0\nrun(end, start, 3)\nassert depth() == 0",
        "2",
    ),
    "a helper of a helper": Idiom(
        "def apply(f, x):\n    return f(x)",
        "def apply(f, x):\n    return x",
        "K = 3\ndef inner(x):\n    return x + K\ndef outer(x):\n    return 2 * inner(x)\n"
        "assert apply(outer, 1) == 8",
        "1",
    ),
    "what the test raises is swallowed": Idiom(
        "class Quiet:\n    def __enter__(self):\n        return self\n"
        "    def __exit__(self, kind, error, trace):\n        return kind is ValueError",
        "class Quiet:\n    def __enter__(self):\n        return self\n"
        "    def __exit__(self, kind, error, trace):\n        return True",
        "import pytest\nwith Quiet():\n    raise ValueError('x')\n"
        "with pytest.raises(KeyError):\n    with Quiet():\n        raise KeyError('x')",
        "KeyError",
    ),
    "periods": Idiom(
        "def monthly(s):\n    return s.to_period('M').groupby(level=0).sum()",
        "def monthly(s):\n    return s.to_period('Y').groupby(level=0).sum()",
        "import pandas as pd\nindex = pd.date_range('2020-01-30', periods=3)\n"
        "found = monthly(pd.Series([1, 2, 3], index=index))\n"
        "assert found.index[0] == pd.Period('2020-01', 'M')\n"
        "assert found.to_dict() == {pd.Period('2020-01', 'M'): 3, pd.Period('2020-02', 'M'): 3}",
        "Period('2020'",
    ),
    "intervals": Idiom(
        "import pandas as pd\ndef bins(s):\n    return pd.cut(s, [0, 1, 2])",
        "import pandas as pd\ndef bins(s):\n    return pd.cut(s, [0, 1, 3])",
        "import pandas as pd\ns = pd.Series([0.5, 1.5])\n"
        "assert bins(s).iloc[0] == pd.Interval(0, 1)\n"
        "pd.testing.assert_series_equal(bins(s), pd.cut(s, [0, 1, 2]))",
        "Attributes of Series are different",
    ),
}
