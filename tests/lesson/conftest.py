"""What the tests of the lesson share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.web import serving

REAL_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
REAL_BOOKS = sorted((REAL_DATA / "books").glob("*.txt"))


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """The folder that `server` serves."""
    folder = tmp_path / "served"
    folder.mkdir()
    return folder


@pytest.fixture
def server(served: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve a folder on this machine, as if not grading; yields the base URL."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("LESSON_GRADING", raising=False)
    with serving(served) as address:
        yield address
