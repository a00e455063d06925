"""The rules of `make lint`; mypy, a minute without its cache, is left to `make test-all`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.marks import slow

RECIPE = re.search(r"^lint:.*\n\t(.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
COMMANDS = [] if RECIPE is None else RECIPE[1].replace("$(BIN)/", "").split(" && ")


@pytest.mark.timeout(900)  # for mypy without its cache, beside other tests
@pytest.mark.parametrize("command", [slow(one) if one == "mypy" else one for one in COMMANDS])
def test_the_code_keeps_its_rules(command: str) -> None:
    program, *arguments = command.split()
    done = subprocess.run(
        [Path(sys.executable).parent / program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_rules() -> None:
    assert [command.split()[0] for command in COMMANDS] == ["ruff", "ruff", "mypy", "lint-imports"]
