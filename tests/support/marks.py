"""What `make test` leaves to `make test-all`."""

from collections.abc import Iterable
from typing import Any

import pytest


def slow(*values: Any) -> Any:
    """Return a test's parameter that only `make test-all` runs."""
    return pytest.param(*values, marks=pytest.mark.slow)


def some(values: Iterable[Any], every: int) -> list[Any]:
    """Return a test's parameters, of which `make test` runs the first of every so many."""
    rows = [value if isinstance(value, tuple) else (value,) for value in values]
    return [slow(*row) if number % every else pytest.param(*row) for number, row in enumerate(rows)]
