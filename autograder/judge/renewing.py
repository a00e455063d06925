"""What becomes of a region's objects when the student's code has changed its own copies."""

from __future__ import annotations

import io
import sys
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np

from autograder.judge.handed import rewrite

MAPPINGS = (dict, OrderedDict, Counter, defaultdict)
MUTABLE = (list, *MAPPINGS, set, bytearray, deque, np.ndarray, io.StringIO, io.BytesIO)


def is_tensor(value: Any) -> bool:
    """Return whether a value is a tensor of PyTorch's, and not a parameter of a network."""
    torch = sys.modules.get("torch")  # which need not be there
    return torch is not None and type(value) is torch.Tensor


def is_parameter(value: Any) -> bool:
    """Return whether a value is a parameter of a network of PyTorch's."""
    torch = sys.modules.get("torch")
    return torch is not None and type(value) is torch.nn.Parameter


def is_of_torch(value: Any) -> bool:
    """Return whether a value is a tensor of PyTorch's, a network's parameter or not."""
    return is_tensor(value) or is_parameter(value)


def is_of_library(value: Any) -> bool:
    """Return whether a value is a tensor, a data frame or a column of one."""
    pandas = sys.modules.get("pandas")
    return is_tensor(value) or (
        pandas is not None and type(value) in (pandas.DataFrame, pandas.Series)
    )


def is_of_a_module(value: Any) -> bool:
    """Return whether a list or the like is an attribute of a module, such as `keyword.kwlist`."""
    modules = [one for one in sys.modules.values() if isinstance(one, types.ModuleType)]
    return any(one is value for module in modules for one in list(vars(module).values()))


def renew(old: Any, new: Any, rebound: AbstractSet[Any] = frozenset()) -> Any:
    """Change an object in place into another one of its type, and what is in it likewise.

    Args:
        old: what is changed.
        new: what it becomes.
        rebound: keys or indices at which the new part is put in the place of the old one.
    """
    if type(old) is type(new) and (is_of_library(old) or is_parameter(old)):
        return _renew_of_library(old, new)
    if type(old) is not type(new) or type(old) not in MUTABLE:
        return new
    if isinstance(old, np.ndarray):
        if old.shape != new.shape or old.dtype != new.dtype:
            return new
        old[...] = new
    elif isinstance(old, list):
        kept = set(range(len(old))) - rebound
        old[:] = [renew(old[i], one) if i in kept else one for i, one in enumerate(new)]
    elif isinstance(old, dict):
        kept = old.keys() - rebound
        merged = {key: renew(old[key], one) if key in kept else one for key, one in new.items()}
        old.clear()
        old.update(merged)
    elif isinstance(old, set):
        old.clear()
        old.update(new)
    elif isinstance(old, io.StringIO | io.BytesIO):
        rewrite(old, new)
    else:
        old.clear()
        old.extend(new)
    return old


def _renew_of_library(old: Any, new: Any) -> Any:
    """Change a tensor in place, its gradient too, or what is of pandas."""
    torch = sys.modules.get("torch")
    if torch is None or not is_of_torch(old):
        old.__init__(new)  # pandas has no other way to take over columns, index and dtypes
        return old
    if old.shape != new.shape or old.dtype != new.dtype:
        return new
    with torch.no_grad():
        old.copy_(new)
    if old.is_leaf:
        old.requires_grad_(new.requires_grad)
        old.grad = new.grad
    return old
