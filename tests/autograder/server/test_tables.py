"""The tables follow what a person grades in the browser, without a command."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.course import Course
from autograder.server import handlers
from autograder.server.handlers import FORMGRADER, Tables


def answered(method: str, path: str, status: int = 200) -> Any:
    """Return a request that was answered, as tornado hands it to its log function."""
    return SimpleNamespace(
        request=SimpleNamespace(method=method, path=path),
        get_status=lambda: status,
        current_user="ana",
    )


@pytest.mark.parametrize(
    ("requests", "times"),
    [
        ([answered("PUT", "/formgrader/api/grade/a")], 1),
        ([answered("PUT", "/user/x/formgrader/api/comment/a")], 1),
        ([answered("PUT", "/autograder/api/answer/a")] * 9, 1),
        ([answered("PUT", "/autograder/api/answer/a", 409)], 0),
        ([answered("GET", "/formgrader/api/grade/a"), answered("PUT", "/api/contents/a")], 0),
    ],
)
def test_the_tables_are_written_once_when_grading_pauses(
    requests: list[Any], times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "QUIET", 0)
    logged: list[Any] = []
    written: list[bool] = []
    noted: list[str] = []

    async def serve() -> None:
        tables = Tables({"log_function": logged.append})
        monkeypatch.setattr(tables, "write", lambda: written.append(True))
        monkeypatch.setattr(tables, "note", lambda path, who: noted.append(who))
        for request in requests:
            tables(request)
        done = asyncio.get_running_loop()
        for _ in range(3):  # the loop calls what is due, and the executor what it was given
            await done.run_in_executor(None, lambda: None)

    asyncio.run(serve())
    assert logged == requests
    assert len(written) == times
    assert noted == ["ana"] * (times and len(requests))


def test_they_are_those_of_the_course(small: Course) -> None:
    (small.root / "totals.csv").unlink(missing_ok=True)
    folder = SimpleNamespace(root=str(small.root))
    Tables({FORMGRADER: SimpleNamespace(coursedir=folder)}).write()

    assert (small.root / "totals.csv").read_text().startswith("student,")
