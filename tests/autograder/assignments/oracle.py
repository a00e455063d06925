"""A student without code, who answers every question from theory and needs no framework.

Its answers are right, so every check passes. A test changes one of them and sees what the check
makes of it: an attacker who holds the kernel can send any answer, not only what some code gives.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder import assignments
from autograder.assignments.common.script import Script
from autograder.assignments.common.vocabulary import REPLACEMENT, UNKNOWN, right_order
from autograder.judge import wire
from autograder.judge.statistics import softmax
from autograder.judge.student import Student
from autograder.judge.wire import Opaque, Tensor

Array = NDArray[Any]
Answer = Callable[..., Any]
ANSWERS: dict[tuple[str, str], Answer] = {}
EOS = 2
UNTOUCHED = {"kept": True, "unchanged": True}


class Oracle(Student):
    """Answers rightly, unless told to change an answer.

    Args:
        seed: see `Student`.
        specials: the special tokens of the vocabulary that is asked for.
        change: is handed the number of a question and its right answer, and returns what
            crosses the channel.
    """

    def __init__(
        self,
        seed: bytes = b"",
        specials: Sequence[str] = (UNKNOWN,),
        change: Callable[[int, Any], Any] = lambda _number, answer: answer,
    ) -> None:
        super().__init__(seed)
        self.answers: list[Any] = []
        self._specials = specials
        self._change = change

    def _exchange(self, source: str, name: str, payload: str) -> str:
        try:
            answer = right_answer(source, name, payload, tuple(self._specials))
        except ValueError as error:
            told = {"raised": "ValueError", "message": str(error), "where": []}
            return forged({**told, "kinds": ["ValueError"], "stub": False})
        self.answers.append(answer)
        return forged({"returned": self._change(len(self.answers) - 1, answer)})


@lru_cache(maxsize=64)
def right_answer(source: str, name: str, payload: str, specials: tuple[str, ...]) -> Any:
    """Return the right answer to a question; the last ones are kept, for tests that repeat them."""
    inputs = wire.loads(payload)
    if name == "called":
        assert inputs["name"] == "build_vocabulary"
        right = right_order("".join(inputs["arguments"][0]), specials)
        return {"answer": right, "unchanged": True}
    return ANSWERS[MODULES[source], name](**inputs)


def forged(value: Any) -> str:
    """Write whatever can cross the channel, tensors and opaque objects too, without a framework."""
    return json.dumps(_forged(value))


def _forged(value: Any) -> Any:
    if isinstance(value, Tensor):
        return wire._pack_array(value.framework, value.values)
    if isinstance(value, Opaque):
        return {"$": "opaque", "type": value.type_name}
    if isinstance(value, list):
        return [_forged(item) for item in value]
    if isinstance(value, dict):
        return {"$": "dict", "items": {key: _forged(item) for key, item in value.items()}}
    return wire._pack(value, 0)


MODULES = {
    path.read_text(encoding="utf-8"): f"{path.parents[1].name}.{path.stem}"
    for path in Path(assignments.__file__).parent.glob("*/probes/*.py")
    if path.name != "__init__.py"
}


def to(module: str) -> Callable[[Answer], Answer]:
    """Register the right answer to the question of the same name."""

    def register(answer: Answer) -> Answer:
        ANSWERS[module, answer.__name__] = answer
        return answer

    return register


def torch(values: Any, dtype: Any = np.float32) -> Tensor:
    return Tensor("torch", np.asarray(values, dtype=dtype))


def tensorflow(values: Any, dtype: Any = np.float32) -> Tensor:
    return Tensor("tensorflow", np.asarray(values, dtype=dtype))


# --- quizzes


@to("quizzes.quiz")
def answer(name: str) -> Any:
    return {"letter": "b", "letters": ["a", "c"], "number": 0.731}[name]


# --- temperature and sampler


def _tempered(given: Array, temperature: float, kind: str) -> Array:
    if kind == "torch":
        return softmax(given, temperature)
    p = given.astype(np.float64)
    weights = (p / p.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


@to("common.sampling")
def probabilities(given: list[Array], temperatures: list[float], kind: str) -> Any:
    answers: list[Any] = [_tempered(*one, kind) for one in zip(given, temperatures, strict=True)]
    if kind == "torch":
        answers = [torch(p, array.dtype) for p, array in zip(answers, given, strict=True)]
    return [{"probabilities": p, "unchanged": True} for p in answers]


@to("common.sampling")
def probabilities_anew(given: list[Array], temperature: float, kind: str) -> Any:
    return [one["probabilities"] for one in probabilities(given, [temperature] * 2, kind)]


@to("common.sampling")
def probabilities_again(given: Array, temperature: float, kind: str) -> Any:
    return probabilities_anew([given, given], temperature, kind)[1]


@to("common.sampling")
def raises(given: Array, temperatures: list[float], kind: str) -> Any:
    return ["ValueError" if temperature <= 0 else None for temperature in temperatures]


@to("common.sampling")
def draws(
    given: Array, temperature: float, n: int, seed: int | None, kind: str, sampler: str
) -> Any:
    p = _tempered(given, temperature, kind)
    return np.random.default_rng(seed or 0).choice(len(given), size=n, p=p)


@to("common.sampling")
def draw_of_each(rows: list[Array], temperature: float, seed: int, kind: str) -> Any:
    rng = np.random.default_rng(seed)
    return np.array([rng.choice(len(p), p=_tempered(p, temperature, kind)) for p in rows])


for name in ("global_state_kept", "repeats_from_state", "repeats_from_global_seed"):
    ANSWERS["common.sampling", name] = lambda **_asked: True


# --- the PyTorch assignment


def _tokens(text: str, vocabulary: list[str]) -> Array:
    return np.array([vocabulary.index(c) if c in vocabulary else 0 for c in text], np.int64)


@to("generative_pytorch.text")
def encode(text: str, vocabulary: list[str]) -> Any:
    return {"tokens": torch(_tokens(text, vocabulary), np.int64), "kept": True}


@to("generative_pytorch.text")
def decode(ids: list[int], vocabulary: list[str]) -> Any:
    return {"text": "".join(vocabulary[i] if i else REPLACEMENT for i in ids), **UNTOUCHED}


@to("generative_pytorch.text")
def make_batch(text: str, vocabulary: list[str], nchars: int) -> Any:
    if len(text) <= nchars:
        raise ValueError("too short")
    ids = _tokens(text, vocabulary)
    rows = np.arange(len(text) - nchars)[:, None] + np.arange(nchars)  # (N - nchars, nchars)
    return [torch(ids[rows], np.int64), torch(ids[rows + 1], np.int64)]


ANSWERS["generative_pytorch.text", "make_batch_again"] = make_batch


@to("generative_pytorch.text")
def make_batch_as_encoded(text: str, vocabulary: list[str], nchars: int) -> Any:
    tokens = torch(_tokens(text, vocabulary), np.int64)
    return {"tokens": tokens, "batch": make_batch(text, vocabulary, nchars), "kept": True}


@to("generative_pytorch.text")
def make_batch_of_many(ids: Array, size: int, nchars: int) -> Any:
    rows = np.arange(len(ids) - nchars)[:, None] + np.arange(nchars)  # (N - nchars, nchars)
    return [torch(ids[rows], np.int64), torch(ids[rows + 1], np.int64)]


def recurrent(x: Array, start: Array | float = 0.0) -> tuple[Array, Array]:
    """The outputs (B, T, V) of a leaky sum of inputs (B, T, V), and its last state (B, V)."""
    size = x.shape[-1]
    table = np.random.default_rng(size).normal(size=(size, size))
    state = np.zeros((len(x), size)) + start
    steps = []
    for step in np.moveaxis(x, 1, 0):
        real = step.any(axis=-1, keepdims=True)
        state = np.where(real, 0.5 * state + step @ table, state)
        steps.append(state)
    return np.stack(steps, axis=1), state  # (B, T, V), (B, V)


@to("generative_pytorch.model")
@to("generative_tensorflow.model")
def vocabulary_size() -> Any:
    return 30


@to("generative_pytorch.model")
def logits(
    vocab_size: int, hidden_dim: int, num_layers: int, batches: list[Array], spread: float = 0.3
) -> Any:
    return [torch(recurrent(np.eye(vocab_size)[tokens])[0]) for tokens in batches]


ANSWERS["generative_pytorch.model", "tokens_kept"] = lambda **_asked: UNTOUCHED


@to("generative_pytorch.model")
def logits_in_training(
    vocab_size: int, hidden_dim: int, num_layers: int, batches: list[Array]
) -> Any:
    return logits(vocab_size, hidden_dim, num_layers, batches)


@to("generative_pytorch.model")
def logits_in_parts(
    vocab_size: int, hidden_dim: int, num_layers: int, tokens: Array, cut: int
) -> Any:
    x = np.eye(vocab_size)[tokens]
    first, state = recurrent(x[:, :cut])
    second, fresh = (recurrent(x[:, cut:], start)[0] for start in (state, 0.0))
    return {
        "whole": torch(recurrent(x)[0]),
        "again": torch(recurrent(x)[0]),
        "first": torch(first),
        "step": torch(second[:, :1]),
        "step again": torch(second[:, :1]),
        "rest": torch(second[:, 1:]),
        "fresh": torch(fresh),
        "continued": torch(second),
        "begun": torch(fresh),
    }


@to("generative_pytorch.model")
def counts(vocab_size: int, sizes: list[Any]) -> Any:
    state = [math.prod(size) for size in sizes]  # num_layers may be left out: it is 1
    return {"parameters": [vocab_size * numbers for numbers in state], "state": state}


@to("generative_pytorch.model")
def gradients(vocab_size: int, tokens: Array, weights: Array, steps: int) -> Any:
    return [["rnn.weight", 1.5], ["to_logits.bias", 0.25]]


@to("generative_pytorch.training")
def train(
    text: str,
    vocabulary: list[str],
    nchars: int,
    steps: int,
    lr: float,
    noted: int = 0,
    learned: float = 0.0,
    later: float = 0.0,
    wrong: float = 0.0,
) -> Any:
    ids = _tokens(text, vocabulary)
    if len(ids) <= nchars:
        raise ValueError("too short")
    pairs = np.full((len(vocabulary), len(vocabulary)), 1e-3)
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    losses = np.linspace(np.log(len(vocabulary)), 0.5, steps).tolist()
    note = {"weights": np.ones(3 * nchars), "scale": 1.0, "error": 0.0}
    before = np.log(pairs) if steps > 5 else learned + lr * np.sign(pairs - 1)
    return {
        "losses": losses,
        "before": torch(before),
        "table": torch(before + later * np.sign(pairs - 1)),
        "calls": steps,
        "calls_in_training_mode": steps,
        "calls_by_the_flag": 0,
        "still": 0,
        "torn": 0,
        "longest": nchars,
        "strays": 0,
        "misled": 0,
        "covered": 100,
        "updates": steps,
        "steps": [note | {"loss": loss} for loss in losses[:noted]],
    }


def numbers(text: str, vocabulary: list[str]) -> list[int]:
    """Return the tokens that are read of a text, those of unknown characters included."""
    return [vocabulary.index(c if c in vocabulary else UNKNOWN) for c in text]


def _call(tokens: list[int], seen: int) -> dict[str, Any]:
    return {
        "tokens": [tokens],
        "seen": seen,
        "recorded": False,
        "training": False,
        "inside": False,
    }


@to("generative_pytorch.generation")
def greedy(
    moves: Array,
    scores: Array,
    vocabulary: list[str],
    size: int,
    start: str,
    training: bool,
    recording: bool = True,
    **_how: bool,
) -> Any:
    text = Script(vocabulary, moves, scores).continues(start, size)
    return {"text": text} | _used(numbers(text, vocabulary), len(start), training, recording)


def _used(ids: list[int], first: int, training: bool, recording: bool) -> dict[str, Any]:
    """Return how a network was used that read so many of the tokens first, then one at a time."""
    calls = [
        _call(ids[:first], 0),
        *(_call(ids[i : i + 1], i) for i in range(first, len(ids))),
    ]
    after = dict.fromkeys(("training_after", "inside_after"), training)
    after |= {"thawed": False, "hooked": False, "kept": True}
    return {"calls": calls, **after, "recording_after": recording}


def sampled(script: Script, size: int, start: str, temperature: float, seed: int) -> str:
    noise = np.random.default_rng(seed).gumbel(size=(size, len(script.vocabulary)))
    state, text = script.reads(start), start
    for step in range(size):
        chances = script.scores[state] / temperature + noise[step]  # (V,)
        token = script.silent + int(np.argmax(chances[script.silent :]))
        if token == script.end:
            break
        text += script.vocabulary[token]
        state = int(script.moves[state, token])
    return text


@to("generative_pytorch.generation")
def soft(
    moves: Array,
    scores: Array,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    seeds: list[int | None],
    texts: int = 1,
    training: bool = False,
    recording: bool = True,
    **_how: bool,
) -> Any:
    script = Script(vocabulary, moves, scores)
    written = [
        sampled(script, size, start, temperature, texts * (97 if seed is None else seed) + i)
        for seed in seeds
        for i in range(texts)
    ]
    used = _used(numbers(written[0], vocabulary), len(start), training, recording)
    return used | {"texts": written, "drawn": list(range(16)), "repeats": True, "quiet": True}
