"""Gradients through a student's code: back into the kernel, and out of it again.

What a student's network computes arrives as a tensor of the grader's own. Where the student's has a
graph, so has this one: its step back asks the kernel, where the network's parameters take their
gradients, and the tensors that the region handed over get theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from autograder.judge.renewing import is_tensor

Ask = Callable[[int, Any, list[int]], list[Any]]
"""Differentiates: the number of a tensor in the kernel, the gradient with respect to it, and the
numbers of tensors of the region's; returns the gradient with respect to each of these, or None."""


def joined(value: Any, number: int, handed: dict[int, Any], ask: Ask) -> Any:
    """Return a tensor of the kernel's as the outcome of the region's own tensors.

    Args:
        value: its value, a leaf.
        number: its number in the kernel.
        handed: the region's tensors that were handed over with the question, by number.
        ask: differentiates it.
    """
    asked = (ask, number, list(handed))
    return _step().apply(asked, value.detach().requires_grad_(), *handed.values())


@cache
def _step() -> Any:
    """Return the class of that step of a graph; PyTorch is imported where a tensor has arrived."""
    import torch

    class ThroughTheKernel(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, asked: Any, value: Any, *_handed: Any) -> Any:
            ctx.asked = asked
            return value.clone()

        @staticmethod
        @torch.autograd.function.once_differentiable
        def backward(ctx: Any, gradient: Any) -> Any:
            ask, number, handed = ctx.asked
            return None, None, *ask(number, gradient, handed)

    return ThroughTheKernel


def is_gradient(found: Any, of: Any) -> bool:
    """Return whether this can be the gradient with respect to a tensor; None: there is none."""
    if found is None:
        return True
    return is_tensor(found) and (found.shape, found.dtype) == (of.shape, of.dtype)
