"""Plain data of every kind that crosses the channel, and messages that nearly are such data."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from autograder.judge.wire import DTYPES, MAX_BITS, Opaque, Tensor

Array = NDArray[Any]
NUMBERS = (
    st.integers(-3, 300)
    | st.integers(-(2**MAX_BITS) + 1, 2**MAX_BITS - 1)
    | st.floats()
    | st.booleans()
)
TEXTS = st.text(max_size=20) | st.text(st.characters(codec="ascii"), max_size=20)


def arrays() -> st.SearchStrategy[Array]:
    """Arrays of every dtype and of up to five axes, some of them empty."""
    shapes = hnp.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4)
    return st.sampled_from(sorted(DTYPES)).flatmap(lambda name: hnp.arrays(name, shapes))


def leaves() -> st.SearchStrategy[Any]:
    """Return what holds nothing else."""
    tensors = st.builds(Tensor, st.sampled_from(["torch", "tensorflow"]), arrays())
    opaque = st.builds(Opaque, TEXTS | st.sampled_from(["int", "Tensor", "list"]))
    return st.none() | NUMBERS | TEXTS | arrays() | tensors | opaque


def foreign() -> st.SearchStrategy[Any]:
    """Return plain data of any kind, as they are once they have crossed the channel."""
    return st.recursive(
        leaves(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=8,
    )
