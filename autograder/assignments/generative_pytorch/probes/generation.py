"""Questions about generation, put with networks that follow a script."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import nn

MOST = 400  # calls of a network that are told


class Calls(list):  # type: ignore[type-arg]
    """Notes of every call, which a deep copy of the network shares."""

    def __deepcopy__(self, memo: Any) -> Calls:
        return self


class Automaton(nn.Module):
    """A finite automaton dressed as a network; it notes every call.

    From automaton state s and token x it goes to state `moves[s, x]` and gives the logits
    `scores[that state]`. The state it hands out also counts the tokens read so far, which tells
    whether the state that comes back is the one that was last handed out. It has a parameter,
    so that its logits record gradients unless the caller switches that off, another one that is
    frozen, and a module inside, which has a mode of its own. If named, the state is a dictionary,
    as no layer's is.
    """

    def __init__(self, moves: Any, scores: Any, named: bool = False) -> None:
        super().__init__()
        self.inside = nn.Identity()
        self.named = named
        self.moves = torch.as_tensor(np.array(moves))  # (S, V)
        self.scores = nn.Parameter(torch.as_tensor(np.array(scores), dtype=torch.float32))  # (S, V)
        self.frozen = nn.Parameter(torch.zeros(1), requires_grad=False)
        self.calls = Calls()

    def forward(self, tokens: Any, state: Any = None) -> tuple[Any, Any]:
        batch, steps = tokens.shape
        if state is None:
            node = torch.zeros(batch, dtype=torch.long)
            seen = 0
        else:
            both = state["read"] if self.named else state  # (1, B, 2)
            node = both[0, :, 0].round().long()
            seen = int(both[0, 0, 1].item())
        read = seen
        rows = []
        for t in range(steps):
            node = self.moves[node, tokens[:, t]]
            rows.append(self.scores[node])  # (B, V)
            read += 1
        logits = torch.stack(rows, dim=1)  # (B, T, V)
        handed = torch.stack([node.float(), torch.full((batch,), float(read))], dim=-1)[None]
        self.calls.append(
            {
                "tokens": tokens.tolist(),
                "seen": seen,
                "recorded": bool(logits.requires_grad),
                "training": bool(self.training),
                "inside": bool(self.inside.training),
            }
        )
        return logits, {"read": handed} if self.named else handed  # (B, T, V), (1, B, 2)

    @contextlib.contextmanager
    def unlearned(self) -> Iterator[None]:
        """Let it say something else for as long as this lasts."""
        learned = self.scores.detach().clone()
        with torch.no_grad():
            self.scores.copy_(learned.roll(1, dims=-1))
        yield
        with torch.no_grad():
            self.scores.copy_(learned)

    def after(self) -> dict[str, bool]:
        """Return the mode it is in after the text was written, and the one of its module.

        And whether gradients are recorded, a parameter that was not to learn is now, or the other
        way round, and anything was hooked to the network.
        """
        return {
            "training_after": bool(self.training),
            "inside_after": bool(self.inside.training),
            "recording_after": torch.is_grad_enabled(),
            "thawed": self.frozen.requires_grad or not self.scores.requires_grad,
            "hooked": any(
                part._forward_hooks or part._forward_pre_hooks for part in self.modules()
            ),
        }


def greedy(
    student: dict[str, Any],
    moves: Any,
    scores: Any,
    vocabulary: list[str],
    size: int,
    start: str,
    training: bool,
    named: bool = False,
    recording: bool = True,
    learning: bool = False,
    resting: bool = False,
) -> Any:
    """Return the text that the student generates from an automaton, and how it was used.

    And whether the vocabulary is as it was. One character was written with the same network before.
    If it is learning, one more was, after the same prompt, and then it learned what it says now.
    """
    net = Automaton(moves, scores, named).train(training)
    net.inside.train(training and not resting)
    handed = list(vocabulary)
    with torch.set_grad_enabled(recording):
        student["generate"](net, handed, 1, vocabulary[-1])
        if learning:
            with net.unlearned():
                student["generate"](net, handed, 1, start)
        net.calls.clear()
        text = student["generate"](net, handed, size, start)
        kept = handed == vocabulary
        return {"text": text, "calls": list(net.calls)[:MOST], "kept": kept, **net.after()}


def soft(
    student: dict[str, Any],
    moves: Any,
    scores: Any,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    seeds: list[int | None],
    texts: int = 1,
    training: bool = False,
    named: bool = False,
    recording: bool = True,
    learning: bool = False,
    resting: bool = False,
) -> Any:
    """Return sampled texts, some for each seed of a generator, and how the network was used.

    The texts of one seed are drawn one after the other with one generator; None: without any, the
    global state seeded before the first. The tokens that are drawn are the sampler's own, of 16
    alike, without a generator; they tell whether it repeats itself after the same global seed. And
    whether the global state is as it was, where that is not used nor changed by the sampler itself.
    If the network is learning, it said something else after the same prompt before. And whether the
    vocabulary is as it was.
    """
    net = Automaton(moves, scores, named).train(training)
    net.inside.train(training and not resting)
    handed = list(vocabulary)
    torch.rand(1)
    state = torch.get_rng_state()
    with contextlib.suppress(Exception):  # they cost their own points
        student["sample_token"](torch.zeros(2), 1.0, torch.Generator())
    loud = not torch.equal(state, torch.get_rng_state())  # the sampler by itself
    torch.rand(1)  # who always sets the same seed may have set it already
    state = torch.get_rng_state()
    with torch.set_grad_enabled(recording):
        if learning:
            with net.unlearned():
                _written(student, net, handed, 1, start, temperature, seeds, texts)
            net.calls.clear()
        written = _written(student, net, handed, size, start, temperature, seeds, texts)
        after = net.after() | {"kept": handed == vocabulary}
    quiet = loud or None in seeds or torch.equal(state, torch.get_rng_state())
    drawn = []
    for _ in range(2):
        torch.manual_seed(0)
        drawn.append([int(student["sample_token"](torch.zeros(16), 1.0)) for _ in range(20)])
    return {
        "texts": written,
        "drawn": drawn[0],
        "repeats": drawn[0] == drawn[1],
        "calls": list(net.calls)[: len(start) + size],
        "quiet": quiet,
        **after,
    }


def _written(
    student: dict[str, Any],
    net: Automaton,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    seeds: list[int | None],
    texts: int,
) -> list[Any]:
    """Return some texts for each seed."""
    written = []
    for seed in seeds:
        generator = [] if seed is None else [torch.Generator().manual_seed(seed)]
        if seed is None:
            torch.manual_seed(0)
        for _ in range(texts):
            text = student["generate_soft"](net, vocabulary, size, start, temperature, *generator)
            written.append(text)
    return written
