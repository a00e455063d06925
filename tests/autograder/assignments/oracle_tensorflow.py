"""The oracle's answers to the questions about the TensorFlow assignment; to import is enough."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.assignments.common.script import Script
from autograder.assignments.common.vocabulary import REPLACEMENT
from autograder.assignments.generative_tensorflow.titles import tokens_of
from autograder.judge.statistics import softmax
from tests.autograder.assignments.oracle import (
    ANSWERS,
    EOS,
    UNTOUCHED,
    Array,
    numbers,
    recurrent,
    sampled,
    tensorflow,
    to,
)


def _encode(titles: list[str], vocabulary: list[str]) -> Any:
    return {"tokens": tokens_of(titles, vocabulary), **UNTOUCHED}


def _decode(ids: list[int], vocabulary: list[str]) -> Any:
    shown = ids[: ids.index(EOS)] if EOS in ids else ids
    text = "".join({0: "", 1: REPLACEMENT}.get(i, vocabulary[i]) for i in shown)
    return {"text": text, **UNTOUCHED}


@to("generative_tensorflow.titles")
def batches(
    titles: list[str], vocabulary: list[str], batch_size: int, epochs: int, before: list[str]
) -> Any:
    ids = tokens_of(titles, vocabulary)
    targets = ids[:, 1:]
    inputs = np.eye(len(vocabulary))[ids[:, :-1]] * (targets > 0)[..., None]  # (N, L, V)
    parts = [slice(i, i + batch_size) for i in range(0, len(titles), batch_size)]
    pairs = [[tensorflow(inputs[part]), tensorflow(targets[part], np.int64)] for part in parts]
    return {"epochs": [pairs for _epoch in range(epochs)], **UNTOUCHED}


def _outputs(vocab_size: int, hidden_dim: int, batches: list[Array], learned: bool) -> Any:
    return [tensorflow(softmax(recurrent(batch)[0])) for batch in batches]


@to("generative_tensorflow.model")
def sharpened(vocab_size: int, batch: Array) -> Any:
    logits = recurrent(batch)[0]
    return {
        "sharp": tensorflow(softmax(1000 * logits)),
        "training": tensorflow(softmax(logits)),
    }


@to("generative_tensorflow.model")
def anatomy(vocab_size: int, hidden_dim: int) -> Any:
    weights = 4 * (vocab_size + hidden_dim + 1) * hidden_dim
    layers = ["Masking", "LSTM", "Dense"]
    parameters = weights + (hidden_dim + 1) * vocab_size
    return {"parameters": parameters, "layers": layers, "states": [hidden_dim, hidden_dim]}


@to("generative_tensorflow.model")
def twins(vocab_size: int, hidden_dim: int, batch: Array) -> Any:
    outputs = tensorflow(softmax(recurrent(batch)[0]))
    return {**anatomy(vocab_size, hidden_dim), "outputs": outputs, "shared": False}


def _train(inputs: Array, targets: Array, batch_size: int, epochs: int) -> Any:
    size = int(targets.max()) + 1
    real = targets > 0
    counts = np.full((size, size), 1e-3)
    np.add.at(counts, (inputs[real], targets[real]), 1)
    bias = np.where(np.arange(size) < EOS, 0.0, 1.0)
    kernel = np.log(counts) - bias
    p = softmax(kernel[inputs[real]] + bias)[np.arange(real.sum()), targets[real]]
    losses = np.linspace(np.log(size), -float(np.mean(np.log(p))), epochs)
    return {
        "losses": losses.tolist(),
        "kernel": kernel.astype(np.float32),
        "bias": bias.astype(np.float32),
        "tables": [np.concatenate([kernel, bias[None]]).astype(np.float32)] * epochs,
        "in_training_mode": True,
        "learns": True,
    }


@to("generative_tensorflow.training")
def samples(
    inputs: Array, targets: Array, batch_size: int, epochs: int, more: int, logs: object
) -> Any:
    steps = len(inputs) // batch_size
    named = [
        [f"{name} after {steps * epoch}\n " for epoch in (*range(1, epochs + 1), *more * [0])]
        for name in ("one", "two")
    ]
    counts = [epochs + epoch + 1 for epoch in range(more)]
    return {"texts": [*named, ["same" * 300] * epochs + [""] * more], "counts": counts}


@to("generative_tensorflow.training")
def fixed(
    inputs: Array,
    targets: Array,
    rows: Array,
    batch_size: int,
    epochs: int,
    handed: str = "list",
    later: Array | None = None,
) -> Any:
    real = targets > 0
    called = [] if handed == "none" else list(range(epochs))
    tables = [rows, *[rows if later is None or not called else later] * (epochs - 1)]
    losses = [-float(np.mean(np.log(one[inputs[real], targets[real]]))) for one in tables]
    begun = ["training", *called]
    noted = {"epochs": [called] * 2, "begun": [begun] * 2, "counted": [len(called)] * 2}
    return {"losses": losses, **noted, "own": True, "steps": len(called)}


def _read(text: str, vocabulary: list[str]) -> Array:
    return np.array([[i, t, 0] for i, t in enumerate(numbers(text, vocabulary))], dtype=np.int64)


def _greedy(
    moves: Array,
    scores: Array,
    vocabulary: list[str],
    size: int,
    start: str,
    moody: bool,
    again: list[str] | None = None,
    learning: bool = False,
    stacked: bool = False,
) -> Any:
    text = Script(vocabulary, moves, scores, EOS, EOS).continues(start, size)
    answer = {
        "text": text,
        "read": _read(text, vocabulary),
        "widths": [len(vocabulary)],
        "learns": True,
        "kept": True,
    }
    if again:
        answer["again"] = Script(again, moves, scores, EOS, EOS).continues(start, size)
    return answer


def _sampled(
    moves: Array,
    scores: Array,
    vocabulary: list[str],
    size: int,
    start: str,
    moody: bool,
    other: str = "",
    learning: bool = False,
) -> Any:
    script = Script(vocabulary, moves, scores, EOS, EOS)
    text = sampled(script, size, start, 1.0, 1)
    answer = {
        "text": text,
        "read": _read(text, vocabulary),
        "widths": [len(vocabulary)],
        "learns": True,
        "kept": True,
        "quiet": True,
    }
    if other:
        answer["other"] = sampled(script, size, other, 1.0, 1)
    return answer


def _soft(
    moves: Array,
    scores: Array,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    seeds: list[int],
    texts: int,
) -> Any:
    script = Script(vocabulary, moves, scores, EOS, EOS)
    return [
        [sampled(script, size, start, temperature, texts * seed + i) for i in range(texts)]
        for seed in seeds
    ]


ANSWERS.update(
    {
        ("generative_tensorflow.titles", "encode"): _encode,
        ("generative_tensorflow.titles", "decode"): _decode,
        ("generative_tensorflow.model", "outputs"): _outputs,
        ("generative_tensorflow.training", "train"): _train,
        ("generative_tensorflow.generation", "greedy"): _greedy,
        ("generative_tensorflow.generation", "sampled"): _sampled,
        ("generative_tensorflow.generation", "soft"): _soft,
    }
)
