"""What feedback says of a misconception: each that has a name gets the message that names it.

Those of TensorFlow and of the lab, which take longer, are held where the bank is judged. `make
test` takes every third of PyTorch's, `make test-all` all of them.
"""

from pathlib import Path

import pytest

from autograder.bank.entries import fill, read, strip_hidden
from autograder.i18n import _
from tests.support.fork import judge
from tests.support.said import SAID
from tests.test_bank import BANK, source_of

EVERY = 12


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] if number % EVERY else [])
        for number, name in enumerate(SAID["generative-pytorch"])
    ],
)
def test_a_misconception_is_called_by_its_name(name: str) -> None:
    path: Path = BANK / "generative-pytorch" / "wrong" / f"{name}.py"
    source, entry = source_of("generative-pytorch"), read(path)
    cells = [cell for cell in entry.scores if not cell.startswith("test-sampler-")]

    result = judge(source, fill(source, strip_hidden(source), entry), cells)

    findings = [f for report in result.reports.values() for f in report.findings if not f.passed]
    said = SAID["generative-pytorch"][name]
    assert any(said in finding.hint for finding in findings), [f.hint for f in findings]


def test_at_t_1_nobody_is_told_that_the_temperature_is_ignored() -> None:
    source = source_of("generative-pytorch")
    entry = read(BANK / "generative-pytorch" / "wrong" / "temperature_after_softmax.py")

    result = judge(source, fill(source, strip_hidden(source), entry), ["test-temperature-softmax"])

    (finding,) = result.reports["test-temperature-softmax"].findings
    assert _("This is the distribution at T = 1: the temperature is ignored.") != finding.hint
    assert "the largest difference is" in finding.observed
