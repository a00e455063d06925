"""Ordinary hidden regions about names, and about what a region hands over that is no data."""

from tests.support.idioms import Idiom

TWO = "def two():\n    return int(input('a? ')) + int(input('b? '))"
TWO_JOINED = "def two():\n    return input('a? ') + input('b? ')"
POINT = """
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)
    def __repr__(self):
        return f"Point({self.x}, {self.y})"
"""
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
    "patched input": Idiom(
        TWO, TWO_JOINED,
        "from unittest.mock import patch\n"
        "with patch('builtins.input', side_effect=['2', '3']):\n    assert two() == 5",
        "'23'",
    ),
    "patched input says one thing": Idiom(
        TWO, TWO_JOINED,
        "from unittest import mock\n"
        "with mock.patch('builtins.input', lambda prompt='': '4'):\n    assert two() == 8\n"
        "with mock.patch('builtins.input', return_value='4'):\n    assert two() == 8\n"
        "with mock.patch('builtins.input', side_effect=EOFError):\n    try:\n        two()\n"
        "    except EOFError:\n        pass\n    else:\n        raise AssertionError('no error')",
        "'44'",
    ),
    "input replaced": Idiom(
        TWO, TWO_JOINED,
        "import builtins\nfrom unittest.mock import Mock\nkept = builtins.input\n"
        "builtins.input = lambda prompt='': '4'\nassert two() == 8\n"
        "builtins.input = Mock(side_effect=['2', '3'])\nassert two() == 5\n"
        "builtins.input = kept",
        "'44'",
    ),
    "standard input": Idiom(
        f"import sys\n{TWO}\ndef rest():\n    return sys.stdin.read()",
        f"import sys\n{TWO}\ndef rest():\n    return sys.stdin.readline()",
        "import io, sys\nkept = sys.stdin\nsys.stdin = io.StringIO('2\\n3\\nx\\ny')\n"
        "assert two() == 5\nassert rest() == 'x\\ny'\ntry:\n    two()\nexcept EOFError:\n    pass\n"
        "else:\n    raise AssertionError('no error')\nsys.stdin = kept",
        "'x\\n'",
    ),
    "patched output": Idiom(
        "def add():\n    print('sum', int(input()) + int(input()))",
        "def add():\n    print('sum', input() + input())",
        "import io\nfrom unittest.mock import patch\n"
        "with patch('sys.stdin', io.StringIO('2\\n3\\n')), "
        "patch('sys.stdout', new_callable=io.StringIO) as out:\n    add()\n"
        "assert out.getvalue() == 'sum 5\\n'",
        "sum 23",
    ),
    "eval of repr": Idiom(
        POINT, POINT.replace("{self.x}, {self.y}", "{self.y}, {self.x}"),
        "point = Point(1, 2)\nassert eval(repr(point)) == point and eval(repr(point)).x == 1",
    ),
    "eval of a text": Idiom(
        "def rule():\n    return 'x + 1'\nx = 2", "def rule():\n    return 'x + 2'\nx = 2",
        "assert eval(rule(), {'x': 5}) == 6\nassert eval(rule(), globals()) == eval('x + 1')\n"
        "n = 4\nassert eval(f'x + {n}') == 6\nassert eval('n + 1') == 5",
        "7",
    ),
    "exec of a text": Idiom(
        "def program():\n    return 'y = 3\\ndef add(a):\\n    return a + y'",
        "def program():\n    return 'y = 3\\ndef add(a):\\n    return a - y'",
        "exec(program())\nassert y == 3 and add(2) == 5\nnames = {}\n"
        "exec(compile(program(), 'program', 'exec'), names)\n"
        "assert names['y'] == 3 and names['add'](1) == 4\nexec('z = 9')\nassert z == 9",
    ),
    "query of a frame": Idiom(
        "import pandas as pd\ndef condition():\n    return 'a > 1'",
        "import pandas as pd\ndef condition():\n    return 'a >= 1'",
        "frame = pd.DataFrame({'a': [1, 2]})\nassert frame.query(condition()).a.tolist() == [2]\n"
        "assert frame.eval('b = 2 * a').b.tolist() == [2, 4]",
        "[1, 2]",
    ),
    "paths": Idiom(
        "from pathlib import Path\ndef save(path):\n    Path(path).write_text('x')\n"
        "def where():\n    return Path('a.txt')",
        "from pathlib import Path\ndef save(path):\n    Path(path).write_text('y')\n"
        "def where():\n    return Path('a.txt')",
        "import tempfile\nfrom pathlib import Path\npath = Path(tempfile.mkdtemp()) / 'b.txt'\n"
        "save(path)\nassert path.exists() and list(path.parent.glob('*.txt')) == [path]\n"
        "assert where() == Path('a.txt') and isinstance(where(), Path) and Path.cwd().is_dir()\n"
        "assert path.read_text() == 'x'\npath.unlink()\nassert not path.exists()",
        "'y'",
    ),
    "a file in memory": Idiom(
        "def report(file):\n    file.write('x')", "def report(file):\n    file.write('y')",
        "import io\nfile = io.StringIO()\nreport(file)\nraw = io.BytesIO(b'ab')\nraw.seek(1)\n"
        "assert file.getvalue() == 'x'\nreport(file)\nassert file.getvalue() == 'xx'",
        "'y'",
    ),
    "Python's own function replaced": Idiom(
        "def total(items):\n    result = 0\n    for one in items:\n        result += one\n"
        "    return result",
        "def total(items):\n    return sum(items)",
        "def sum(*items):\n    raise AssertionError('write it without sum')\n"
        "assert total([1, 2]) == 3",
        "write it without sum",
    ),
    "no assertion": Idiom("items = [1]", "items = []", "first = items[0]", "IndexError"),
    "types and operators": Idiom(
        "class Time:\n    def __bytes__(self):\n        return b'a'\n"
        "    def __divmod__(self, other):\n        return 1, 2\ndef f():\n    yield 1",
        "class Time:\n    def __bytes__(self):\n        return b'b'\n"
        "    def __divmod__(self, other):\n        return 1, 2\ndef f():\n    yield 1",
        "import types\nassert type(f) == types.FunctionType\n"
        "assert type(f()) is types.GeneratorType\nassert divmod(Time(), Time()) == (1, 2)\n"
        "assert bytes(Time()) == b'a'",
        "b'b'",
    ),
    "a time between": Idiom(
        "import pandas as pd\ndef wait():\n    return pd.Timedelta('90s')",
        "import pandas as pd\ndef wait():\n    return pd.Timedelta('60s')",
        "import pandas as pd\nassert wait() == pd.Timedelta('90s')",
        "Timedelta",
    ),
    "an opened table": Idiom(
        "import pandas as pd\ndef save(path):\n    pd.DataFrame({'a': [1]}).to_csv(path)",
        "import pandas as pd\ndef save(path):\n    pd.DataFrame({'a': [2]}).to_csv(path)",
        "import os, tempfile\nimport pandas as pd\n"
        "path = os.path.join(tempfile.mkdtemp(), 't.csv')\nsave(path)\n"
        "with open(path) as file:\n    assert pd.read_csv(file).a.tolist() == [1]",
        "[2]",
    ),
}  # fmt: skip
