"""A student's text runs where its code does, and what a region sets ends with the region."""

import os
from pathlib import Path

import pytest

from autograder.judge.hidden import examine
from autograder.judge.region import Source, released_by
from tests.autograder.judge.test_plain import judged
from tests.support.fork import forked

RUNS = {
    "eval": "eval(text())",
    "exec": "exec(text())",
    "compiled": "eval(compile(text(), 't', 'eval'))",
    "query": "import pandas as pd\npd.DataFrame({'a': [1]}).query(text())",
    "eval of a frame": "import pandas as pd\npd.DataFrame({'a': [1]}).eval(text())",
}


@pytest.mark.parametrize("name", RUNS)
def test_a_text_of_a_student_s_never_runs_in_the_grader(name: str, tmp_path: Path) -> None:
    target = tmp_path / "process"
    text = f"open({str(target)!r}, 'w').write(str(__import__('os').getpid()))"
    if "pandas" in RUNS[name]:
        text = f"a > @pd.io.common.os.system('echo $PPID > {target}')"
    with forked() as student:
        student.run(f"def text():\n    return {text!r}")
        examine(f"{RUNS[name]}\nassert text()", student, 2, "test")

    assert not target.exists() or int(target.read_text()) != os.getpid()


HELPERS = {
    "a module": "import subprocess, sys\ndef launched(text):\n"
    "    return subprocess.run([sys.executable, '-c', text])",
    "a name of it": "from subprocess import run\nimport sys\ndef launched(text):\n"
    "    return run([sys.executable, '-c', text])",
    "imported where it is used": "import sys\ndef launched(text):\n"
    "    from subprocess import run\n    return run([sys.executable, '-c', text])",
    "a shell": "import sys\ndef launched(text):\n    import os, shlex\n"
    "    return os.system(f'{sys.executable} -c {shlex.quote(text)}')",
    "another name": "import subprocess, sys\nrun = subprocess.run\n"
    "launched = lambda text: run([sys.executable, '-c', text])",
    "a pickle": "from pickle import loads\nfrom base64 import b64decode\ndef launched(text):\n"
    "    return loads(b64decode(text))",
}


@pytest.mark.parametrize("name", HELPERS)
def test_a_helper_of_the_course_s_runs_nothing_of_a_student_s_here(
    name: str, tmp_path: Path
) -> None:
    target = tmp_path / "process"
    process = "getpid" if "pickle" in name else "getppid"
    text = f"open({str(target)!r}, 'w').write(str(__import__('os').{process}()))"
    notebook = f"{HELPERS[name]}\ndef text():\n    return {text!r}"
    if "pickle" in name:
        notebook += (
            "\nimport base64, pickle\nclass Bomb:\n    def __reduce__(self):\n"
            f"        return eval, ({text!r},)\n"
            "def text():\n    return base64.b64encode(pickle.dumps(Bomb()))"
        )
    released = released_by([Source(HELPERS[name], given=True)])
    with forked() as student:
        student.run(notebook)
        examine("launched(text())\nassert True", student, 2, "test", released)

    assert target.exists()
    assert int(target.read_text()) != os.getpid()


@pytest.mark.parametrize(
    "query", ["ATTACH DATABASE '{}' AS other", "VACUUM INTO '{}'"], ids=["attach", "vacuum"]
)
def test_a_student_s_statement_in_sql_opens_no_file(query: str, tmp_path: Path) -> None:
    target = tmp_path / "other.db"
    notebook = f"def query():\n    return {query.format(target)!r}"
    region = "import sqlite3\nbase = sqlite3.connect(':memory:')\nassert base.execute(query())"
    report = judged(notebook, region)

    assert (report.score, target.exists()) == (0, False)
    assert "authoriz" in report.findings[0].observed
    assert judged("def query():\n    return 'SELECT 1'", region).passed


LEAKS = {
    "import torch\ntorch.set_printoptions(precision=1)": "import torch\n"
    "assert str(torch.tensor([1 / 3])) == 'tensor([0.3333])' and same(0)",
    "import pandas as pd\npd.set_option('display.precision', 1)": "import pandas as pd\n"
    "assert pd.get_option('display.precision') == 6 and same(0)",
    "import pandas as pd\npd.options.display.max_rows = 3": "import pandas as pd\n"
    "assert pd.options.display.max_rows != 3 and same(0)",
    "import matplotlib\nmatplotlib.rcParams['lines.linewidth'] = 9": "import matplotlib\n"
    "assert matplotlib.rcParams['lines.linewidth'] != 9 and same(0)",
    "import math\nmath.pi = 3": "import math\nassert math.pi > 3.1 and same(0)",
    "import math\nmath.tau_ = 7": "import math\nassert not hasattr(math, 'tau_') and same(0)",
    "import sys\nsys.argv = ['x']": "import sys\nassert sys.argv != ['x'] and same(0)",
    "import sys\nsys.modules['fake_one'] = sys": "import sys\n"
    "assert 'fake_one' not in sys.modules and same(0)",
    "import sys\nsys.set_int_max_str_digits(700)": "import sys\n"
    "assert sys.get_int_max_str_digits() != 700 and same(0)",
    "import torch\ntorch.set_default_dtype(torch.float64)": "import torch\n"
    "assert torch.zeros(1).dtype == torch.float32 and same(0)",
    "import torch\ntorch.set_grad_enabled(False)": "import torch\n"
    "assert torch.ones(1, requires_grad=True).sum().requires_grad and same(0)",
    "import numpy as np\nnp.seterr(all='raise')": "import numpy as np\n"
    "assert np.isinf(np.ones(1) / np.zeros(1)).all() and same(0)",
    "import decimal\ndecimal.getcontext().prec = 3": "import decimal\n"
    "assert str(decimal.Decimal(1) / 3) == '0.' + 28 * '3' and same(0)",
    "import sys\nsys.setrecursionlimit(200)": "def deep(n):\n"
    "    return n and 1 + deep(n - 1)\nassert deep(400) == 400 and same(0)",
}


@pytest.mark.parametrize("first", LEAKS)
def test_what_a_region_sets_is_not_set_for_the_next(first: str) -> None:
    same = "def same(x):\n    return x == 0"
    check = f"from autograder.judge import here\n{first}\nassert here().call('same', 0)"

    for region in (f"{first}\nassert same(0)", LEAKS[first], check, LEAKS[first]):
        assert judged(same, region).passed


def test_what_a_region_draws_is_the_same_for_the_same_submission() -> None:
    region = "import random\nimport numpy as np\nassert seen(random.random(), np.random.rand())"
    notebook = "def seen(*values):\n    raise ValueError(values)"
    first, again = (judged(notebook, region).findings[0].observed for _time in range(2))

    assert first == again


@pytest.mark.parametrize(
    "text",
    ["expected = 1", "all = lambda items: True", "__autograder_failed__ = print", "check = bool"],
)
def test_a_text_of_a_student_s_gives_no_name_of_the_test_another_meaning(text: str) -> None:
    region = (
        "expected = 2\ndef check(x):\n    return x == expected\nexec(text())\n"
        "assert all(map(check, [f()]))"
    )
    notebook = f"def f():\n    return 1\ndef text():\n    return {text!r}"

    assert judged(notebook, region).score == 0


def test_a_text_of_a_student_s_knows_no_expected_value() -> None:
    region = "expected = 42\nassert eval(text()) == expected"

    assert judged("def text():\n    return 'expected'", region).score == 0
    assert judged("def text():\n    return '40 + 2'", region).score == 2


RICH = """
import functools
class Missing(ValueError):
    def __init__(self, missing):
        super().__init__(missing)
        self._missing = missing
    @property
    def missing(self):
        return self._missing
    @functools.cached_property
    def twice(self):
        return 2 * self._missing
    @property
    def broken(self):
        raise RuntimeError
    def __str__(self):
        return f"{self._missing} is missing"
class Sub(Missing):
    pass
class Plain(KeyError):
    pass
def pay(kind):
    raise kind(2)
"""


@pytest.mark.parametrize(
    "assertion",
    [
        "e.missing == 2",
        "e.twice == 4",
        "str(e) == '2 is missing'",
        "'missing' in f'{e}' and not hasattr(e, 'broken')",
        "isinstance(e, ValueError) and e.args == (2,)",
    ],
)
@pytest.mark.parametrize("kind", ["Missing", "Sub"])
def test_an_exception_says_what_its_class_computes(kind: str, assertion: str) -> None:
    region = (
        f"try:\n    pay({kind})\nexcept Missing as e:\n    assert {assertion}\n"
        "else:\n    assert False"
    )

    assert judged(RICH, region).passed


def test_an_exception_without_a_text_of_its_own_says_what_python_does() -> None:
    region = "try:\n    pay(Plain)\nexcept KeyError as e:\n    assert str(e) == '2'"

    assert judged(RICH, region).passed
    assert not judged(RICH.replace("raise kind(2)", "raise kind(3)"), region).passed
