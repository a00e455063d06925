"""What `make test` leaves to `make test-all`."""

from typing import Any

import pytest


def slow(*values: Any) -> Any:
    """Return a test's parameter that only `make test-all` runs."""
    return pytest.param(*values, marks=pytest.mark.slow)
