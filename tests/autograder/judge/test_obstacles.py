"""What of a hidden region cannot be asked from outside is named, with its line and a remedy."""

import pytest

from autograder.judge.lines import region_of
from autograder.judge.obstacles import obstacles


def test_a_magic_in_a_region_is_named_and_stops_nobody() -> None:
    region = region_of("pass", "%timeit inc(1)\nassert inc(1) == 2", "pass", "")

    assert "line 1: a magic" in obstacles(region)[0]


@pytest.mark.parametrize(
    ("region", "line"),
    [
        ("x = f(1)\n%timeit f(1)\nassert x", "line 2: a magic"),
        ("assert 'f' in get_ipython().user_ns and f(1)", "line 1: get_ipython"),
        (
            "from unittest import mock\nwith mock.patch('builtins.input'):\n    f()",
            "line 2: this patch would not reach the student's code; bind the name instead",
        ),
        (
            "from unittest.mock import patch\nwith patch('builtins.input', return_value='') as m:\n"
            "    f()\nm.assert_called_once()",
            "line 2: this patch would not reach the student's code; bind the name instead",
        ),
        (
            "from unittest.mock import patch\n@patch('builtins.input', return_value='')\n"
            "def test(m):\n    f()\ntest()",
            "line 2: this patch would not reach the student's code; bind the name instead",
        ),
        ("from unittest.mock import patch\nwith patch('time.sleep'):\n    f()", "line 2: patching"),
        (
            "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n"
            "        self.assertTrue(f(1))\nunittest.main(argv=[''], exit=False)",
            "line 5: unittest.main looks for tests in the grader's own program",
        ),
        (
            "import sys, unittest\nload = unittest.TestLoader().loadTestsFromModule\nload(f)",
            "line 2: unittest.TestLoader().loadTestsFromModule looks for tests",
        ),
        ("import doctest\nassert f and doctest.testmod()", "line 2: doctest.testmod looks for"),
        ("import pickle\nassert pickle.loads(f(1)) == 1", "line 2: pickle.loads could run"),
        ("import subprocess as sp\nassert sp.run(f(1))", "line 2: sp.run could run"),
        ("from importlib import import_module as load\nload(f(1))", "line 2: load could run"),
        ("import numpy as np\nnp.load('a.npy', allow_pickle=f(1))", "line 2: np.load could run"),
        ("import pandas as pd\nassert len(pd.read_csv(f(1)))", "line 2: pd.read_csv would open"),
        ("from numpy import load\nassert load(f(1)).size", "line 2: load would open"),
        ("import builtins\nbuiltins.print = f\nf()", "line 2: patching"),
        ("import builtins\nbuiltins.max = f\nassert f(1)", "line 2: patching"),
        ("import math\nmath.factorial = f\nassert f(5) == 120", "line 2: patching"),
        ("import math as m\nsetattr(m, 'sqrt', f)\nassert f(5)", "line 2: patching"),
        ("import numpy as np\nnp.random.rand = f\nassert f(5)", "line 2: patching"),
        (
            "from unittest import mock\nwith mock.patch('builtins.print') as p:\n    f()",
            "line 2: patching would not reach the student's code; collect what it prints",
        ),
        (
            "match f(1):\n    case f(x=1):\n        pass\n    case _:\n        assert False",
            "line 2: a pattern cannot name the notebook's f",
        ),
        (
            "import unittest\nwith unittest.TestCase().assertLogs('app') as got:\n    f(1)",
            "line 2: what the notebook logs stays in its own process",
        ),
        (
            "import tensorflow as tf\nwith tf.GradientTape() as tape:\n    y = f(tf.ones(1))",
            "line 2: tf.GradientTape sees nothing",
        ),
        ("assert f(1) == sum([1])", "line 1: sum means Python's own"),
    ],
)
def test_what_cannot_be_asked_from_outside_is_named_with_its_line(region: str, line: str) -> None:
    assert any(line in text for text in obstacles(region, {"f", "sum"}))


@pytest.mark.parametrize(
    "region",
    [
        "import importlib\nassert importlib.import_module('math').pi > f(1)",
        "import numpy as np\nassert np.load('a.npy').sum() == f(1)",
        "import numpy as np\nassert np.load('a.npy', allow_pickle=False).sum() == f(1)",
        "import torch\nassert torch.load('a.pt', weights_only=True) == f(1)",
        "import pandas as pd\nassert pd.read_csv('a.csv').shape == f(1)",
        "import pandas as pd\nassert pd.read_csv(open(f(1))).shape == (1, 1)",
        "def load(x):\n    return x\nassert load(f(1))",
        "import matplotlib.pyplot as plt\nplt.show = lambda: None\nassert f(1)",
        "import math\nmath.answer = 42\nassert f(1)",
        "import builtins\nbuiltins.input = lambda prompt='': f\nassert f(1)",
    ],
)
def test_what_runs_nothing_of_a_student_s_is_allowed(region: str) -> None:
    assert obstacles(region, {"f"}) == []
