"""Questions about the student's training loop, put with a network that is a bigram table."""

from __future__ import annotations

import contextlib
import functools
import random
from typing import Any

import numpy as np
import torch
from torch import nn


class BigramTable(nn.Module):
    """A network whose logits are a table's rows; it notes how it was used.

    The table is made of the three parameters of two layers and one of its own, as networks have
    several: code that trains only the last layer, or weights without biases, or only layers, leaves
    one where it was, and code that reinitialises layers moves them. Their sum is divided by √4, so
    that a step of gradient descent leads as far as with one.

    The student's own model is not needed, so a wrong model costs its own points only. A call
    counts once a gradient comes back from it: a look at a validation loss is not training. Within
    `torch.func.grad` no tensor has memory of its own, so that none is read as an array. The
    state that it hands out is the text it has read in that batch, as numbers. The text that it is
    trained on is kept as the student encodes it, too.
    """

    def __init__(
        self, text: str, vocabulary: list[str], noted: int, learned: float, wrong: float
    ) -> None:
        super().__init__()
        size = len(vocabulary)
        self.first = nn.Embedding(size, size)
        self.last = nn.Linear(size, size)
        self.own = nn.Parameter(torch.empty(size))
        for part in self.parameters():
            nn.init.constant_(part, learned / 4**0.5)
        with torch.no_grad():
            self.first.weight += wrong * 4**0.5 * torch.eye(size)
        index = {character: i for i, character in enumerate(vocabulary)}
        self.texts = [bytes(index.get(character, 0) for character in text)]
        self.read = "".join(chr(index.get(character, 0)) for character in text)
        self.noted = noted
        self.steps: list[Any] = []
        self.calls = 0
        self.calls_in_training_mode = 0
        self.calls_by_the_flag = 0
        self.torn = 0
        self.longest = 0
        self.strays = 0
        self.misled = 0
        self.first_batch: Any = None
        self.always_alike = True
        self.updates = 0
        self.before: Any = None

    @property
    def table(self) -> torch.Tensor:
        """The logits (V, V), by the character read."""
        parts = [self.first.weight, self.last.weight.T, self.last.bias, self.own]
        return sum(parts, torch.zeros(())) / 4**0.5

    def forward(self, tokens: Any, state: Any = None) -> tuple[Any, Any]:
        flat = tokens if tokens.dim() == 2 else tokens[None]  # (B, T)
        if isinstance(state, torch.Tensor) and state.numel() % len(flat) == 0:
            self._look_back(flat, state)
        training = {bool(module.training) for module in self.modules()}
        self.longest = max(self.longest, flat.shape[-1])
        table = self.table
        self.see_update(table)
        logits = table[tokens].contiguous()  # (B, T, V)
        if logits.requires_grad:
            self._look_at(flat)
            note = functools.partial(self._note, logits.detach(), flat, training)
            logits.register_hook(note)  # type: ignore[no-untyped-call]
        return logits, flat[None, :, -8:].float() + 1  # (1, B, 8)

    def see_update(self, table: torch.Tensor) -> None:
        """Count a change of the parameters since the last time."""
        now = table.detach()
        self.updates += int(self.before is not None and not torch.equal(now, self.before))
        self.before = now

    def _look_at(self, tokens: Any) -> None:
        """Compare a batch with the first one, and the first ones with the text."""
        if self.first_batch is None:
            self.first_batch = tokens.clone()
        self.always_alike = self.always_alike and torch.equal(tokens, self.first_batch)
        if len(self.steps) < self.noted:
            rows = map(bytes, tokens.to(torch.uint8).tolist())
            self.strays += sum(all(row not in text for text in self.texts) for row in rows)

    def covered(self) -> int:
        """Return how many % of the text were read, if it was the same batch at every step."""
        if self.first_batch is None or not self.always_alike:
            return 100
        seen = np.zeros(len(self.texts[0]))
        for row in map(bytes, self.first_batch.to(torch.uint8).tolist()):
            start = max(text.find(row) for text in self.texts)
            seen[max(start, 0) : start + len(row)] = 1
        return int(100 * seen.mean())

    def _look_back(self, tokens: Any, state: Any) -> None:
        """Count rows whose state is that of a text which they do not continue."""
        before = (state.detach().reshape(len(tokens), -1).round().long() - 1).clamp(min=-1)
        for past, now in zip(before.tolist(), tokens.tolist(), strict=True):
            if -1 not in past and "".join(map(chr, [*past, *now[:8]])) not in self.read:
                self.torn += 1

    def _note(self, logits: Any, tokens: Any, training: set[bool], gradient: Any) -> None:
        """Note what came back: the loss, and how the gradient is spread, for the first calls.

        And how many windows have shifted targets, but another last one than the text.
        """
        self.calls += 1
        self.calls_in_training_mode += int(training == {True})
        self.calls_by_the_flag += int(len(training) == 2)
        if len(self.steps) >= self.noted:
            return
        size = logits.shape[-1]
        rows, pulls = logits.double().reshape(-1, size), gradient.double().reshape(-1, size)
        if (pulls > 0).sum() < (pulls < 0).sum():
            pulls = -pulls  # of ln p, which is maximised
        targets = pulls.argmin(dim=-1)
        p = rows.softmax(dim=-1)
        right = p.gather(1, targets[:, None])[:, 0]
        spread = pulls.clamp(min=0).sum(dim=-1)  # (B * T,): of -ln p, in proportion to 1 - p
        shares = pulls.scatter(1, targets[:, None], 0.0) / spread.clamp(min=1e-30)[:, None]
        exact = p.scatter(1, targets[:, None], 0.0) / (1 - right).clamp(min=1e-300)[:, None]
        weights = spread / (1 - right).clamp(min=1e-300)  # 0 / 0, where all is foretold
        mean = float(weights.mean()) or 1.0
        inside = torch.cat([tokens, targets.reshape(tokens.shape)[:, -1:]], dim=1)
        shifted = (targets.reshape(tokens.shape)[:, :-1] == tokens[:, 1:]).all(dim=1)
        rows = map(bytes, inside[shifted].to(torch.uint8).tolist())
        self.misled += sum(all(row not in text for text in self.texts) for row in rows)
        self.steps.append(
            {
                "loss": float(-(weights * right.log()).mean() / mean),
                "weights": np.array((weights / mean).tolist()),
                "scale": float(weights.mean()),
                "error": float((shares - exact).abs().max()),
            }
        )


def train(
    student: dict[str, Any],
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
    """Train a bigram table with the student's loop; return the losses and what became of it.

    All of its logits are `learned` at first, as if it had been trained before, but for those by
    which a character follows itself: these are higher by `wrong`. If `later` is not 0,
    training goes on at that learning rate; the table before is returned as well.
    """
    torch.manual_seed(0)
    np.random.seed(0)
    random.seed(0)
    net = BigramTable(text, vocabulary, noted, learned, wrong).eval()
    if noted:
        with contextlib.suppress(Exception):  # whatever is wrong with it costs its own points
            net.texts.append(bytes(student["encode"](text, vocabulary).tolist()))
    losses = student["train"](net, text, vocabulary, nchars, steps, lr)
    net.see_update(net.table)
    before = net.table.detach().clone()
    if later:
        student["train"](net, text, vocabulary, nchars, steps, later)
    return {
        "losses": losses,
        "before": before,
        "table": net.table,
        "still": sum(int(not part.any()) for part in net.parameters()),
        "calls": net.calls,
        "calls_in_training_mode": net.calls_in_training_mode,
        "calls_by_the_flag": net.calls_by_the_flag,
        "torn": net.torn,
        "longest": net.longest,
        "strays": net.strays,
        "misled": net.misled,
        "covered": net.covered(),
        "updates": net.updates,
        "steps": net.steps,
    }
