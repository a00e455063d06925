"""Questions to any Python code: call it on plain data."""

from __future__ import annotations

from typing import Any


def call(student: dict[str, Any], name: str, arguments: list[Any]) -> Any:
    """Return `name(*arguments)`."""
    return student[name](*arguments)
