"""Questions about the student's network, put through its two entries."""

from __future__ import annotations

from typing import Any

import numpy as np


def trained(
    student: dict[str, Any], ids: Any, vocab_size: int, steps: int, contexts: list[Any]
) -> Any:
    """Return the logits after each context, of a network trained on ids, and its losses.

    And whether the ids are as they were.
    """
    handed = np.array(ids)
    model = student["train_model"](handed, vocab_size, steps, 1)
    entry = student["next_word_logits"]
    return {
        "logits": [entry(model, np.array(context)) for context in contexts],
        "step_losses": getattr(model, "step_losses", None),
        "kept": np.array_equal(handed, ids),
    }


def logits(
    student: dict[str, Any],
    ids: Any,
    vocab_size: int,
    steps: int,
    seeds: list[int],
    contexts: list[Any],
) -> Any:
    """Return the logits after each context, of a network trained on ids with each seed.

    All are trained before the first one is asked: code that always asks the latest network is
    caught. Into each array that comes back, something is written, as a caller may. And how many
    losses the first network has, if they can be counted.
    """
    models = [student["train_model"](np.array(ids), vocab_size, steps, seed) for seed in seeds]
    entry = student["next_word_logits"]
    losses = getattr(models[0], "step_losses", None)
    return {
        "logits": [[_asked(entry, model, context) for context in contexts] for model in models],
        "losses": len(losses) if isinstance(losses, list | tuple | np.ndarray) else None,
    }


def _asked(entry: Any, model: Any, context: Any) -> Any:
    """Return a copy of an array of logits, if it is one, and write into the array itself."""
    logits = entry(model, np.array(context))
    if not isinstance(logits, np.ndarray):
        return logits
    kept = logits.copy()
    if logits.flags.writeable and logits.dtype.kind == "f":
        logits[...] = -np.inf
    return kept
