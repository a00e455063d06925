"""Questions about the student's network, always in evaluation mode and on given tokens."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch


def vocabulary_size(student: dict[str, Any]) -> Any:
    """Return the size of the notebook's own vocabulary."""
    return len(student["vocabulary"])


def _network(student: dict[str, Any], vocab_size: int, hidden_dim: int, num_layers: int) -> Any:
    torch.manual_seed(0)
    return student["CharGenerator"](vocab_size, hidden_dim, num_layers).eval()


def logits(
    student: dict[str, Any],
    vocab_size: int,
    hidden_dim: int,
    num_layers: int,
    batches: list[Any],
) -> Any:
    """Return the logits that one network gives for each batch of tokens (B, T)."""
    net = _network(student, vocab_size, hidden_dim, num_layers)
    with torch.no_grad():
        return [net(torch.as_tensor(np.array(batch)))[0] for batch in batches]


def logits_in_parts(
    student: dict[str, Any], vocab_size: int, hidden_dim: int, tokens: Any, cut: int
) -> Any:
    """Return the logits of a whole sequence, and of its parts with the state handed on."""
    net = _network(student, vocab_size, hidden_dim, 1)
    whole = torch.as_tensor(np.array(tokens))  # (B, T)
    with torch.no_grad():
        at_once = net(whole)[0]
        first, state = net(whole[:, :cut])
        second = net(whole[:, cut:], state)[0]
        fresh = net(whole[:, cut:])[0]
    return {"whole": at_once, "first": first, "second": second, "fresh": fresh}


def parameter_counts(student: dict[str, Any], vocab_size: int, sizes: list[Any]) -> Any:
    """Return how many numbers the network of each (hidden_dim, num_layers) learns."""
    nets = [_network(student, vocab_size, hidden, layers) for hidden, layers in sizes]
    return [sum(p.numel() for p in net.parameters()) for net in nets]


def gradients(student: dict[str, Any], vocab_size: int, tokens: Any, weights: Any) -> Any:
    """Return each parameter's name and the size of its gradient (None: it got none).

    The loss is the sum of logits times given weights (B, T, V).
    """
    net = _network(student, vocab_size, 16, 1)
    net.zero_grad()
    out = net(torch.as_tensor(np.array(tokens)))[0]
    (out * torch.as_tensor(np.array(weights), dtype=out.dtype)).sum().backward()
    return [
        [name, None if p.grad is None else float(p.grad.abs().sum())]
        for name, p in net.named_parameters()
        if p.requires_grad
    ]
