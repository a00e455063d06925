"""Questions about generation, put with logits that follow a table."""

from __future__ import annotations

import inspect
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
    seeds: list[int | None],
) -> Any:
    """Return the student's text for each seed; None goes on with the generator before.

    For the time of the question, the notebook's names `vocabulary`, `model` and
    `next_word_logits` stand for a small vocabulary and for a function that gives, after the
    word v, the logits `table[u, v]` (V,), where u mixes the last 20 words. For any network other
    than the one with that name at the time, it gives the logits in reverse order.
    """
    table, network = np.array(table), Stub()

    def next_word_logits(model: Any, ids: Any) -> Any:
        last = [int(number) for number in np.asarray(ids).ravel()][-20:]
        odd = range(1, 40, 2)
        past = sum(k * (1 + token) for k, token in zip(odd, reversed(last), strict=False))
        logits = table[past % len(table), last[-1] if last else 0].copy()
        return logits if model is network else logits[::-1].copy()

    generate = student["generate_text"]
    inner = inspect.unwrap(generate)  # a decorator such as torch.no_grad() has names of its own
    code = inner if hasattr(inner, "__globals__") else inner.__call__
    names = getattr(code, "__globals__", student)
    scripted = {
        "vocabulary": list(vocabulary),
        "model": network,
        "next_word_logits": next_word_logits,
    }
    kept = {name: names[name] for name in scripted if name in names}
    names.update(scripted)
    try:
        written, rng = [], None
        for seed in seeds:
            rng = rng if seed is None else np.random.default_rng(seed)
            written.append(generate(prompt, size, temperature, rng))
    finally:
        for name in scripted:
            del names[name]
        names.update(kept)
    return {"texts": written}
