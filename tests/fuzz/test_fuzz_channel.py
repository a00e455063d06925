"""Whatever text comes over the channel: plain data, or an error that is documented."""

import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.judge import wire
from tests.autograder.assignments.oracle import forged
from tests.conftest import ROOT
from tests.fuzz.channel import lowered, put, summary
from tests.fuzz.messages import Writer
from tests.fuzz.strategies import foreign
from tests.support.marks import slow

# The same examples in every run, and no clock: a test is right or wrong, never lucky.
light = settings(derandomize=True, deadline=None, database=None, max_examples=300)
heavy = settings(light, max_examples=10_000)

RUNS = 1_000_000
OUTCOMES = ("raised", "read", "refused", "returned")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="atheris has wheels for Linux only")


@pytest.fixture(autouse=True, scope="module")
def _low_limits() -> Iterator[None]:
    """Lower the limits, so that short texts reach them."""
    with pytest.MonkeyPatch.context() as patch:
        for name, limit in lowered().items():
            patch.setattr(wire, name, limit)
        yield


def message(choices: random.Random) -> str:
    return Writer(choices.randrange).message()


def damaged() -> st.SearchStrategy[str]:
    """Return messages in the agreed form in which a piece is cut, or written over."""

    def spoil(text: str, at: int, length: int, piece: str) -> str:
        at %= len(text)
        return text[:at] + piece + text[at + length :]

    right = foreign().map(lambda data: forged({"returned": data}))
    pieces = st.text('[]{}",:$\\0123456789.eE+-nul ', max_size=3) | st.text(max_size=2)
    return st.builds(spoil, right, st.integers(0, 10_000), st.integers(0, 8), pieces)


def raw() -> st.SearchStrategy[str]:
    """Return any text, one with half of a surrogate pair too."""
    anything = st.text(st.characters(codec=None, categories=None))
    return anything | st.text('[]{}",:$\\u0123456789.eE+-truefalsnINy \n')


TEXTS = {
    "nearly right": st.randoms(use_true_random=False).map(message),
    "damaged": damaged(),
    "raw": raw(),
}


@pytest.mark.parametrize("texts", TEXTS)
@light
@given(data=st.data())
def test_any_text_is_data_or_a_documented_error(texts: str, data: st.DataObject) -> None:
    put(data.draw(TEXTS[texts]))


@pytest.mark.slow
@pytest.mark.parametrize("texts", TEXTS)
@heavy
@given(data=st.data())
def test_any_text_is_so_in_a_long_run(texts: str, data: st.DataObject) -> None:
    put(data.draw(TEXTS[texts]))


def test_messages_that_are_nearly_right_meet_every_outcome() -> None:
    outcomes = Counter(put(message(random.Random(seed))) for seed in range(2_000))

    assert set(OUTCOMES) == set(outcomes)
    assert min(outcomes.values()) > 50


def fuzzed(folder: Path, code: str, runs: int) -> subprocess.CompletedProcess[str]:
    """Run the harness, after some code, in a process of its own; a crash's input stays there."""
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    start += f"from tests.fuzz import channel_atheris, channel\n{code}\n"
    start += f"channel_atheris.main(['channel_atheris', '-runs={runs}', '-seed=1'])"
    return subprocess.run(
        [sys.executable, "-c", start], cwd=folder, capture_output=True, text=True, check=False
    )


def counted(output: str) -> dict[str, int]:
    """Read the harness's closing line."""
    line = output.strip().splitlines()[-1]
    found = {name: int(count) for count, name in re.findall(r"(\d+) (\w+)", line)}
    assert line == summary(Counter({name: found[name] for name in OUTCOMES}))
    return found


@pytest.mark.slow
@on_linux
def test_the_harness_counts_its_inputs(tmp_path: Path) -> None:
    ended = fuzzed(tmp_path, "", 3_000)

    assert ended.returncode == 0, ended.stdout[-3_000:] + ended.stderr[-3_000:]
    assert counted(ended.stdout)["inputs"] == 3_000


@pytest.mark.slow
@on_linux
@pytest.mark.parametrize(
    ("hole", "error"),
    [
        slow("_text = lambda text: text", "UnicodeEncodeError"),
        slow("_bytes_of = lambda data, size: __import__('base64').b64decode(data)", "Error"),
        ("_unpack_object = lambda packed, depth: packed", "no plain data"),
        slow("MAX_DEPTH = 20", "no plain data"),
    ],
    ids=["surrogates", "base64", "kinds", "depth"],
)
def test_the_harness_finds_a_hole(hole: str, error: str, tmp_path: Path) -> None:
    """Take one check out of the channel; the harness ends in an error that shows it."""
    name, _, value = hole.partition(" = ")
    ended = fuzzed(tmp_path, f"channel.wire.{name} = {value}", 200_000)

    assert ended.returncode != 0
    assert "Uncaught Python exception" in ended.stdout
    assert error in ended.stdout
    assert list(tmp_path.glob("crash-*"))


@on_linux
@pytest.mark.slow
def test_a_million_inputs_guided_by_coverage(tmp_path: Path) -> None:
    ended = fuzzed(tmp_path, "", RUNS)

    assert ended.returncode == 0, ended.stdout[-3_000:] + ended.stderr[-3_000:]
    found = counted(ended.stdout)
    assert found.pop("inputs") == RUNS
    assert sum(found.values()) == RUNS
    assert min(found.values()) > RUNS / 1_000
