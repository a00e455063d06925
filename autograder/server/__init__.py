"""Pages of our own beside formgrader, on the same Jupyter server."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Say where the extension is (Jupyter Server calls this)."""
    return [{"module": "autograder.server"}]


def _load_jupyter_server_extension(app: Any) -> None:
    """Add the pages to a server (Jupyter Server calls this)."""
    from autograder.server.handlers import add_handlers

    add_handlers(app)
