"""Questions about the student's network, on given tokens."""

from __future__ import annotations

import contextlib
import copy
import random
from typing import Any

import numpy as np
import torch


def vocabulary_size(student: dict[str, Any]) -> Any:
    """Return the size of the notebook's own vocabulary."""
    return len(student["vocabulary"])


def _network(student: dict[str, Any], vocab_size: int, *sizes: int) -> Any:
    torch.manual_seed(0)
    return student["CharGenerator"](vocab_size, *sizes).eval()


def _materialised(net: Any) -> Any:
    """Return a network all of whose parameters are there: those of lazy layers need a call."""
    if any(torch.nn.parameter.is_lazy(p) for p in net.parameters()):
        with torch.no_grad():
            net(torch.zeros(1, 1, dtype=torch.long))
    return net


def _any_network(
    student: dict[str, Any], vocab_size: int, hidden_dim: int, num_layers: int, spread: float
) -> Any:
    """Return a network whose parameters are random numbers, as if it had learned something.

    However they were initialised, to zeros even, what is asked of the network must hold.
    """
    net = _materialised(_network(student, vocab_size, hidden_dim, num_layers))
    with torch.no_grad():
        for p in net.parameters():
            if p.requires_grad and p.is_floating_point():
                p.normal_(0, spread)
        with contextlib.suppress(Exception):  # buffers that follow the parameters, a step a call
            twin = copy.deepcopy(net).train()
            twin(torch.zeros(1, 2, dtype=torch.long))
            net.load_state_dict(twin.state_dict())
    return net


def logits(
    student: dict[str, Any],
    vocab_size: int,
    hidden_dim: int,
    num_layers: int,
    batches: list[Any],
    spread: float = 0.3,
) -> Any:
    """Return the logits that one network gives for each batch of tokens (B, T).

    Its parameters are drawn from a normal distribution of this spread.
    """
    net = _any_network(student, vocab_size, hidden_dim, num_layers, spread)
    with torch.no_grad():
        return [net(torch.as_tensor(np.array(batch)))[0] for batch in batches]


def logits_in_training(
    student: dict[str, Any], vocab_size: int, hidden_dim: int, num_layers: int, batches: list[Any]
) -> Any:
    """Return the logits of batches of one shape in training mode, random choices made alike.

    What a call changes in the network's buffers, such as those of spectral normalisation, is undone
    before the next.
    """
    net = _any_network(student, vocab_size, hidden_dim, num_layers, 0.3).train()
    buffers, answers = copy.deepcopy(net.state_dict()), []
    for batch in batches:
        net.load_state_dict(buffers)
        _alike()
        with torch.no_grad():
            answers.append(net(torch.as_tensor(np.array(batch)))[0])
    return answers


def tokens_kept(student: dict[str, Any], vocab_size: int, batch: Any) -> Any:
    """Return whether a batch of tokens (B, T) is as it was after a network has read it.

    It is read in training mode and out of it.
    """
    net, handed = _network(student, vocab_size, 16, 1), torch.as_tensor(np.array(batch))
    with torch.no_grad():
        net(handed)
        net.train()
        net(handed)
    return {"unchanged": np.array_equal(handed.numpy(), batch)}


def logits_in_parts(
    student: dict[str, Any],
    vocab_size: int,
    hidden_dim: int,
    num_layers: int,
    tokens: Any,
    cut: int,
) -> Any:
    """Return the logits of a whole sequence, twice, and of its parts with the state passed on.

    The second part is a single token, as in generation, twice with the same state, and the rest. It
    is read as a whole in training mode, with the state and without, random choices made alike.
    """
    net = _any_network(student, vocab_size, hidden_dim, num_layers, 0.3)
    whole = torch.as_tensor(np.array(tokens))  # (B, T)
    with torch.no_grad():
        at_once, again = net(whole)[0], net(whole)[0]
        first, state = net(whole[:, :cut])
        step, after = net(whole[:, cut : cut + 1], state)
        step_again = net(whole[:, cut : cut + 1], state)[0]
        rest = net(whole[:, cut + 1 :], after)[0]
        fresh = net(whole[:, cut:])[0]
        net.train()
        training = {}
        for name, given in (("continued", state), ("begun", None)):
            _alike()
            training[name] = net(whole[:, cut:], given)[0]
    parts = {"whole": at_once, "again": again, "first": first, "step": step, "rest": rest}
    return parts | {"step again": step_again, "fresh": fresh} | training


def _alike() -> None:
    """Let random choices be those of every other call after this."""
    torch.manual_seed(1)
    np.random.seed(1)
    random.seed(1)


def counts(student: dict[str, Any], vocab_size: int, sizes: list[Any]) -> Any:
    """Return how many numbers each network, of (hidden_dim, num_layers), consists of and remembers.

    One of (hidden_dim,) has the number of layers that the student's code gives it.

    Recurrent weights may be drawn once and never learned: then they are buffers.
    """
    nets = [_materialised(_network(student, vocab_size, *some)) for some in sizes]
    with torch.no_grad():
        states = [net(torch.zeros(1, 1, dtype=torch.long))[1] for net in nets]
    return {
        "parameters": [sum(p.numel() for p in [*net.parameters(), *net.buffers()]) for net in nets],
        "state": [_numbers_in(state) for state in states],
    }


def _numbers_in(state: Any) -> int:
    """Count the numbers in the tensors of a state; 0 if it holds them in some other way."""
    if isinstance(state, dict):
        return _numbers_in(list(state.values()))
    if isinstance(state, (list, tuple)):
        return sum(map(_numbers_in, state))
    return state.numel() if isinstance(state, torch.Tensor) else 0


def gradients(
    student: dict[str, Any], vocab_size: int, tokens: Any, weights: Any, steps: int
) -> Any:
    """Return each parameter's name and the largest sum of its gradient (None: it got none).

    A few steps are taken, since what comes before a layer of zeros gets its gradient only when they
    are no longer zeros. The loss is the sum of logits times given weights (B, T, V).
    """
    net = _materialised(_network(student, vocab_size, 16, 2))
    batch = torch.as_tensor(np.array(tokens))
    trained = [(name, p) for name, p in net.named_parameters() if p.requires_grad]
    optimizer = torch.optim.SGD([p for _name, p in trained], lr=0.01)  # takes sparse gradients
    found: dict[str, Any] = {name: None for name, _p in trained}
    for _step in range(steps):
        net.zero_grad()
        out = net(batch)[0]
        (out * torch.as_tensor(np.array(weights), dtype=out.dtype)).sum().backward()
        for name, p in trained:
            if p.grad is not None:
                found[name] = max(found[name] or 0.0, float(p.grad.to_dense().abs().sum()))
        optimizer.step()
    return [[name, size] for name, size in found.items()]
