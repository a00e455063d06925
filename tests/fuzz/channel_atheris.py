"""Fuzz the channel with atheris, guided by coverage.

`python tests/fuzz/channel_atheris.py -runs=N`.

Other options are libFuzzer's own. The first byte of an input says how the rest is read: as raw
text, or as the choices of a writer of messages that are nearly right. An exception that is not
documented ends the run with its traceback and an error code; the input that caused it is left
in a file `crash-...`, whose name as the only argument repeats it. After N inputs comes a line
that counts them.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))
with atheris.instrument_imports(include=["autograder.judge"]):
    from autograder.judge import wire
    from tests.fuzz.channel import lowered, put, summary
from tests.fuzz.messages import Writer

LONGEST = "-max_len=256"  # bytes of an input; longer ones found nothing more, at half the speed
RAW_TEXT = 64  # first bytes below it: a quarter of the inputs
SEEDS = sorted((Path(__file__).parent / "seeds").glob("*.txt"))


def text_of(data: bytes) -> str:
    """Turn an input into the text that it stands for."""
    if data[:1] < bytes([RAW_TEXT]):
        return data[1:].decode("utf-8", "surrogateescape")
    provider = atheris.FuzzedDataProvider(data[1:])
    return Writer(lambda n: provider.ConsumeIntInRange(0, n - 1)).message()


def main(arguments: list[str]) -> None:
    """Run libFuzzer, which ends the process itself."""
    warnings.simplefilter("error")
    vars(wire).update(lowered())
    runs = next((int(a[6:]) for a in arguments if a.startswith("-runs=")), 0)
    outcomes: Counter[str] = Counter()

    def one_input(data: bytes) -> None:
        outcomes[put(text_of(data))] += 1
        if outcomes.total() == runs:
            print(summary(outcomes), flush=True)

    seeds = f"-seed_inputs={','.join(map(str, SEEDS))}"
    atheris.Setup([arguments[0], LONGEST, seeds, *arguments[1:]], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
