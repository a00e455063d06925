"""Ordinary hidden regions with classes of their own, and lies about their objects."""

from tests.support.idioms import Idiom
from tests.support.lies import Lie

ANIMAL = """
class Animal:
    def __init__(self, name):
        self.name = name
    def twice(self):
        return self.speak() * {times}
"""
SHAPE = """
from abc import ABC, abstractmethod
class Shape(ABC):
    {mark}
    def area(self): ...
    def twice(self):
        return 2 * self.area()
"""
LENGTH = """
def length(node):
    count = {start}
    while node:
        count, node = count + 1, node.next
    return count
def reverse(node):
    last = None
    while node:
        node.next, last, node = last, node, node.next
    return last
"""
NODES = """
class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next
head = Node(1, Node(2, Node(3)))
assert length(head) == 3
first = reverse(head)
assert [first.value, first.next.value, first.next.next.value] == [3, 2, 1]
assert first.next.next is head and head.next is None
first.next.next.next = first
"""
TREE = """
def insert(tree, value):
    side = "left" if value < tree.value else "right"
    if getattr(tree, side) is None:
        setattr(tree, side, type(tree)(value{off}))
    else:
        insert(getattr(tree, side), value)
"""
AREA = "def area(shape):\n    return shape.width * shape.height"
AREA_OFF = "def area(shape):\n    return shape.width + shape.height"
STEP = """import torch
def step(w, optimizer):
    optimizer.zero_grad()
    (w**2).sum().backward()
"""
ITERATOR = """
class Up:
    def __init__(self):
        self.n = 0
    def __iter__(self):
        return {itself}
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n
"""
LEVEL = "from enum import IntEnum\nclass Level(IntEnum):\n    LOW = 1\n    HIGH = {high}\n"
OF_CLASSES = {
    "a child class of a student's": Idiom(
        ANIMAL.format(times=2), ANIMAL.format(times=3),
        "calls = []\nclass Dog(Animal):\n    kind = 'dog'\n    def __init__(self):\n"
        "        super().__init__('rex')\n    def speak(self):\n        calls.append(self.name)\n"
        "        return 'woof'\n    @property\n    def loud(self):\n"
        "        return self.speak().upper()\n"
        "    @classmethod\n    def kinds(cls):\n        return [cls.kind]\n"
        "dog = Dog()\nassert dog.loud == 'WOOF' and Dog.kinds() == ['dog'] and calls == ['rex']\n"
        "assert isinstance(dog, Animal) and issubclass(Dog, Animal) and isinstance(dog, Dog)\n"
        "assert type(dog).__name__ == 'Dog'\nassert dog.twice() == 'woofwoof'",
        "woofwoofwoof",
    ),
    "an abstract class": Idiom(
        SHAPE.format(mark="@abstractmethod"), SHAPE.format(mark=""),
        "class Square(Shape):\n    def area(self):\n        return 4\n"
        "assert Square().twice() == 8\n"
        "class Nothing(Shape):\n    pass\ntry:\n    Nothing()\nexcept TypeError:\n    pass\n"
        "else:\n    assert False, 'Nothing() has no area'",
        "",
    ),
    "objects of its own class": Idiom(
        AREA, AREA_OFF,
        "from dataclasses import dataclass\n@dataclass\nclass Box:\n    width: int = 2\n"
        "    height: int = 5\nassert area(Box()) == 10\nassert area(Box(3, 4)) == 12",
        "7",
    ),
    "an object that keeps what it is told": Idiom(
        "def notify(sender):\n    sender.send('a')\n    sender.sent += 1\n    return sender",
        "def notify(sender):\n    sender.send('b')\n    sender.sent += 1\n    return sender",
        "class Sender:\n    sent = 0\n    def __init__(self):\n        self.calls = []\n"
        "    def send(self, text):\n        self.calls.append(text)\n"
        "sender = Sender()\nassert notify(sender) is sender and sender.sent == 1\n"
        "assert sender.calls == ['a']",
        "['b']",
    ),
    "a list of its own objects": Idiom(
        "def oldest(people):\n    return max(people, key=lambda one: one.age)\n"
        "def sort(people):\n    people.sort(key=lambda one: one.age)",
        "def oldest(people):\n    return max(people, key=lambda one: one.age)\n"
        "def sort(people):\n    people.sort(key=lambda one: -one.age)",
        "class Person:\n    def __init__(self, name, age):\n"
        "        self.name, self.age = name, age\n"
        "people = [Person('a', 3), Person('b', 9), Person('c', 1)]\n"
        "assert oldest(people) is people[1]\nsort(people)\n"
        "assert [one.name for one in people] == ['c', 'a', 'b']",
        "['b', 'a', 'c']",
    ),
    "linked nodes": Idiom(LENGTH.format(start=0), LENGTH.format(start=1), NODES, "4"),
    "a tree that grows": Idiom(
        TREE.format(off=""), TREE.format(off=" + 1"),
        "class Tree:\n    def __init__(self, value):\n"
        "        self.value, self.left, self.right = value, None, None\n"
        "tree = Tree(5)\nfor value in (3, 4, 8):\n    insert(tree, value)\n"
        "assert tree.right.value == 8, tree.right.value\nassert tree.left.right.value == 4",
        "9",
    ),
    "a chain that a student builds": Idiom(
        "def build(kind, n):\n    first = None\n    for value in range(n, 0, -1):\n"
        "        first = kind(value, first)\n    return first",
        "def build(kind, n):\n    first = None\n    for value in range(n):\n"
        "        first = kind(value, first)\n    return first",
        "class Node:\n    def __init__(self, value, next=None):\n"
        "        self.value, self.next = value, next\n"
        "found, node = [], build(Node, 7)\nwhile node:\n    found.append(node.value)\n"
        "    node = node.next\nassert found == [1, 2, 3, 4, 5, 6, 7]",
        "[6, 5, 4, 3, 2, 1, 0]",
    ),
    "a method handed over": Idiom(
        "def each(items, tell):\n    for item in items:\n        tell(item)",
        "def each(items, tell):\n    for item in items[1:]:\n        tell(item)",
        "class Keeper:\n    def __init__(self):\n        self.told = []\n"
        "    def tell(self, item):\n        self.told.append(item)\n"
        "keeper = Keeper()\neach('ab', keeper.tell)\nassert keeper.told == ['a', 'b']",
        "['b']",
    ),
    "what stays when an attribute is bound anew": Idiom(
        "def step(net, params):\n    net.w = net.w - 0.5\n    params['b'] = params['b'] - 0.5",
        "def step(net, params):\n    net.w -= 0.5\n    params['b'] -= 0.5",
        "import numpy as np\nclass Net:\n    def __init__(self):\n        self.w = np.ones(2)\n"
        "net, params = Net(), {'b': np.ones(2)}\nold, b = net.w, params['b']\nstep(net, params)\n"
        "assert net.w.tolist() == [0.5, 0.5] and params['b'].tolist() == [0.5, 0.5]\n"
        "assert b.tolist() == [1, 1]\nassert old.tolist() == [1, 1]",
        "[0.5, 0.5]",
    ),
    "its own operators": Idiom(
        "def total(values):\n    return sum(values[1:], values[0])",
        "def total(values):\n    return sum(values[1:], values[1])",
        "class Money:\n    def __init__(self, cents):\n        self.cents = cents\n"
        "    def __add__(self, other):\n        return Money(self.cents + other.cents)\n"
        "    def __eq__(self, other):\n        return self.cents == other.cents\n"
        "    def __repr__(self):\n        return f'{self.cents} cents'\n"
        "assert total([Money(3), Money(4)]) == Money(7)",
        "8 cents",
    ),
    "its own class handed over": Idiom(
        "def make(kind, *values):\n    return kind(*values)",
        "def make(kind, *values):\n    return kind()",
        "class Box:\n    def __init__(self, size=1):\n        self.size = size\n"
        "made = make(Box, 4)\nassert isinstance(made, Box)\nassert made.size == 4",
        "1",
    ),
    "its own enumeration and named tuple": Idiom(
        "def describe(pair):\n    return pair.colour.name, pair.size",
        "def describe(pair):\n    return pair.colour.value, pair.size",
        "from enum import Enum\nfrom typing import NamedTuple\nclass Colour(Enum):\n    RED = 1\n"
        "class Pair(NamedTuple):\n    colour: Colour\n    size: int = 2\n"
        "assert describe(Pair(Colour.RED)) == ('RED', 2)",
        "(1, 2)",
    ),
    "an optimizer of its own": Idiom(
        f"{STEP}    optimizer.step()", STEP,
        "import torch\nw = torch.ones(2, requires_grad=True)\n"
        "optimizer = torch.optim.SGD([w], lr=0.1)\n"
        "step(w, optimizer)\nassert torch.allclose(w, torch.full((2,), 0.8)), 'w stays'\n"
        "step(w, optimizer)\nassert torch.allclose(w, torch.full((2,), 0.64))",
        "",
    ),
    "an iterator that is its own": Idiom(
        ITERATOR.format(itself="self"), ITERATOR.format(itself="iter([1, 2, 3])"),
        "up = Up()\nfirst = iter(up)\nassert next(iter('a')) == 'a' and [*iter([1])] == [1]\n"
        "assert next(first) == 1 and list(up) in ([2, 3], [1, 2, 3])\nassert iter(up) is up",
        "iter(up)",
    ),
    "__class__": Idiom(
        "class A:\n    pass\ndef make():\n    return A()",
        "class A:\n    pass\nclass B(A):\n    pass\ndef make():\n    return B()",
        "class Own:\n    def name(self):\n        return self.__class__.__name__\n"
        "assert Own().name() == 'Own'\nassert make().__class__ is A",
        "the class B itself",
    ),
    "a member of an IntEnum": Idiom(
        f"{LEVEL.format(high=2)}def top():\n    return Level.HIGH",
        f"{LEVEL.format(high=3)}def top():\n    return Level.HIGH",
        "assert top() > 1 and 0 < top() and top() != 7\nassert top() == 2",
        "Level",
    ),
    "a list of a student's own class": Idiom(
        "class Stack(list):\n    def push(self, item):\n        self.append(item)",
        "class Stack(list):\n    def push(self, item):\n        self.insert(0, item)",
        "stack = Stack()\nstack.push(1)\nstack.push(2)\nassert len(stack) == 2\n"
        "assert stack == [1, 2]",
        "Stack",
    ),
}  # fmt: skip
RUN = "run(counter)\nassert counter.ok()"
COUNTER = (
    "class Counter:\n    def __init__(self):\n        self.n = 0\n"
    "    def ok(self):\n        return self.n == 3\n"
    "counter = Counter()\n"
)
ABOUT_OBJECTS = {
    "a method replaced in the object": Lie(
        "def run(counter):\n    counter.ok = lambda: True", COUNTER + RUN),
    "a method replaced in another object": Lie(
        "def run(counter):\n    made = type(counter)()\n    made.ok = lambda: True\n"
        "    return made",
        f"{COUNTER}assert run(counter).ok()"),
    "a method replaced in the class": Lie(
        "def run(counter):\n    type(counter).ok = lambda self: True",
        COUNTER + RUN),
    "another class for the object": Lie(
        "class Sure:\n    def ok(self):\n        return True\n"
        "def run(counter):\n    counter.__class__ = Sure", COUNTER + RUN),
    "an attribute that code in C reads": Lie(
        "import numpy as np\nkept = np.array([3.0])\n"
        "def run(counter):\n    made = type(counter)()\n"
        "    made.__array_interface__ = kept.__array_interface__\n    return made",
        f"{COUNTER}import numpy as np\nassert np.allclose(run(counter), [3.0])",
    ),
    "a list that a library keeps for all": Lie(
        "def run(words):\n    words[:] = ['a']\n    return True",
        "import keyword\nassert run(keyword.kwlist) and keyword.kwlist == ['a']",
    ),
    "a number that equals everything": Lie(
        "class Int(int):\n    __eq__ = lambda self, other: True\n"
        "def run(counter):\n    counter.n = Int(1)", COUNTER + RUN),
    "a number that is less than everything": Lie(
        "class Int(int):\n    __lt__ = __gt__ = lambda self, other: True\n"
        "    __int__ = lambda self: 1\n"
        "def run():\n    return Int(9)", "assert run() < 5"),
}  # fmt: skip
