"""Questions about the student's training loop, put with a network that is a bigram table."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import torch
from torch import nn


class BigramTable(nn.Module):
    """A network whose logits are a table's rows; it notes how it was used.

    The student's own model is not needed, so a wrong model costs its own points only.
    """

    def __init__(self, vocab_size: int) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.zeros(vocab_size, vocab_size))
        self.calls = 0
        self.calls_in_training_mode = 0

    def forward(self, tokens: Any, state: Any = None) -> tuple[Any, Any]:
        if torch.is_grad_enabled():  # a look at a validation loss is no training
            self.calls += 1
            self.calls_in_training_mode += int(self.training)
        batch = tokens.shape[0] if tokens.dim() == 2 else 1
        if state is None:
            state = torch.zeros(1, batch, 1)
        return self.table[tokens].contiguous(), state  # (B, T, V), (1, B, 1)


def train(
    student: dict[str, Any],
    text: str,
    vocabulary: list[str],
    nchars: int,
    steps: int,
    lr: float,
) -> Any:
    """Train a bigram table with the student's loop; return the losses and what became of it."""
    torch.manual_seed(0)
    np.random.seed(0)
    random.seed(0)
    net = BigramTable(len(vocabulary)).eval()
    losses = student["train"](net, text, vocabulary, nchars, steps, lr)
    return {
        "losses": losses,
        "table": net.table,
        "calls": net.calls,
        "calls_in_training_mode": net.calls_in_training_mode,
    }
