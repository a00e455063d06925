"""Ordinary hidden regions that change in place what is the student's own."""

from tests.support.idioms import Idiom
from tests.support.idioms_of_gradients import NET, TORCH

ONES = "assert net(torch.ones(1, 2)).item() == 3"
DOUBLED = NET.replace("self.layer(x)", "2 * self.layer(x)")
STACK = (
    "class Stack:\n    def __init__(self):\n        self.items = []\n"
    "    def top(self):\n        return self.items[-1]"
)
BOARD = (
    "class Board:\n    def __init__(self):\n        self.rows = [['.'] * 3 for _ in range(3)]\n"
    "    def winner(self):\n"
    "        return [row[0] for row in self.rows if len(set(row)) == 1]"
)
BOTTOM = STACK.replace("[-1]", "[0]")
IN_PLACE = {
    "weights by nn.init": Idiom(
        NET,
        DOUBLED,
        f"{TORCH}net = Net()\nfor parameter in net.parameters():\n"
        f"    nn.init.constant_(parameter, 1.0)\n{ONES}",
        "6",
    ),
    "weights by name": Idiom(
        NET,
        DOUBLED,
        f"{TORCH}net = Net()\nwith torch.no_grad():\n"
        f"    for _name, parameter in net.named_parameters():\n        parameter.fill_(1)\n{ONES}",
        "6",
    ),
    "the data of weights": Idiom(
        NET,
        DOUBLED,
        f"{TORCH}net = Net()\nnet.layer.weight.data = torch.ones(1, 2)\n"
        f"net.layer.bias.data.fill_(1.0)\n{ONES}",
        "6",
    ),
    "frozen by the test": Idiom(
        NET,
        NET.replace("self.layer(x)", "self.layer(x).detach().requires_grad_()"),
        f"{TORCH}net = Net()\nfor parameter in net.parameters():\n"
        "    parameter.requires_grad = False\nassert not net(torch.ones(1, 2)).requires_grad",
        "True",
    ),
    "a list of parameters is trained": Idiom(
        NET,
        NET.replace("self.layer(x)", "self.layer(x).detach().requires_grad_()"),
        f"{TORCH}net = Net()\nparameters = list(net.parameters())\n"
        "optimizer = torch.optim.SGD(parameters, lr=0.1)\n"
        "before = [one.detach().clone() for one in parameters]\n"
        "net(torch.ones(1, 2)).sum().backward()\noptimizer.step()\n"
        "pairs = zip(before, net.parameters())\n"
        "assert all(not torch.equal(one, other) for one, other in pairs)",
        "it failed",
    ),
    "parameters that are held see the student's step": Idiom(
        f"{NET}\ndef step(net):\n    with torch.no_grad():\n"
        "        for one in net.parameters():\n            one -= 1",
        f"{NET}\ndef step(net):\n    for one in net.parameters():\n        one = one - 1",
        f"{TORCH}net = Net()\nweight = net.layer.weight\nbefore = weight.detach().clone()\n"
        "step(net)\nassert torch.allclose(weight, before - 1)",
        "requires_grad",
    ),
    "an attribute is appended to": Idiom(
        STACK,
        BOTTOM,
        "stack = Stack()\nstack.items.append('a')\nstack.items.extend(['b', 'c'])\n"
        "assert stack.top() == 'c'",
        "'a'",
    ),
    "an attribute keeps its identity": Idiom(
        STACK,
        f"{STACK}\n    @property\n    def items(self):\n        return list(self._items)\n"
        "    @items.setter\n    def items(self, items):\n        self._items = items",
        "stack = Stack()\nitems = stack.items\nitems.append('a')\nassert stack.top() == 'a'\n"
        "assert stack.items is items",
        "IndexError",
    ),
    "a row of a board": Idiom(
        BOARD,
        BOARD.replace("len(set(row)) == 1", "False"),
        "board = Board()\nfor i in range(3):\n    board.rows[i] = list('xyz')\n"
        "board.rows[1][:] = ['x', 'x', 'x']\nassert board.winner() == ['x']",
        "[]",
    ),
    "a list of the notebook's": Idiom(
        "words = ['a']\ndef count():\n    return len(words)",
        "words = ['a']\ndef count():\n    return 1",
        "words.append('b')\nassert count() == 2",
        "1",
    ),
    "a cache is cleared": Idiom(
        "cache = {}\ndef square(x):\n    if x not in cache:\n        cache[x] = x * x\n"
        "    return cache[x]",
        "cache = {}\ndef square(x):\n    return x * x",
        "cache['old'] = 1\ncache.clear()\nsquare(3)\nassert cache == {3: 9}",
        "{}",
    ),
    "an array of the notebook's": Idiom(
        "import numpy as np\nweights = np.zeros(3)\ndef total():\n    return weights.sum()",
        "import numpy as np\nweights = np.zeros(3)\ndef total():\n    return 0.0",
        "weights[1:] = 2\nassert total() == 4",
        "0.0",
    ),
    "super with arguments": Idiom(
        "class Dog:\n    def __init__(self):\n        self.name = 'Rex'\n"
        "    def speak(self):\n        return f'{self.name}!'",
        "class Dog:\n    def __init__(self):\n        self.name = ''\n"
        "    def speak(self):\n        return f'{self.name}!'",
        "class Puppy(Dog):\n    def __init__(self):\n        super(Puppy, self).__init__()\n"
        "        self.age = 1\n    def speak(self):\n"
        "        return super(Puppy, self).speak().lower()\nassert Puppy().speak() == 'rex!'",
        "'!'",
    ),
}
