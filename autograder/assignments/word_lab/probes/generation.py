"""Questions about generation, put with logits that follow a table."""

from __future__ import annotations

from typing import Any

import numpy as np


class Stub:
    """Stand in for the network: whatever is done to it, nothing happens."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_given, **_named: self


def texts(
    student: dict[str, Any],
    vocabulary: list[str],
    table: Any,
    prompt: str,
    size: int,
    temperature: float,
    seeds: list[int],
) -> Any:
    """Return the student's text for each seed, and the numbers that each call was handed.

    For the time of the question, the notebook's names `vocabulary`, `model` and
    `next_word_logits` stand for a small vocabulary and for a function that gives, after the
    words u and v, the logits `table[u, v]` (V,); before the first word u is 0.
    """
    table = np.array(table)
    read: list[list[int]] = []

    def next_word_logits(model: Any, ids: Any) -> Any:
        numbers = [int(number) for number in np.asarray(ids).ravel()]
        read.append(numbers)
        before, last = ([0, *numbers])[-2:]
        return table[before, last].copy()

    generate = student["generate_text"]
    names = getattr(generate, "__globals__", student)
    scripted = {
        "vocabulary": list(vocabulary),
        "model": Stub(),
        "next_word_logits": next_word_logits,
    }
    kept = {name: names[name] for name in scripted if name in names}
    names.update(scripted)
    try:
        written = [
            generate(prompt, size, temperature, np.random.default_rng(seed)) for seed in seeds
        ]
    finally:
        for name in scripted:
            del names[name]
        names.update(kept)
    return {"texts": written, "read": read}
