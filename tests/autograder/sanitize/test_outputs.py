"""What a cell wrote to one stream is one output; tests/test_pages.py has the rest of cleaning."""

from typing import Any

from autograder.sanitize.outputs import Limits, clean_outputs
from tests.support.vectors import PLAIN, printed, shown


def streams(*outputs: Any) -> list[tuple[Any, Any]]:
    """Return name and text of each output, cleaned."""
    limits = Limits(outputs=50, text=1000, size=10_000)
    return [(one.get("name"), one.get("text")) for one in clean_outputs(list(outputs), limits)]


def test_what_arrives_in_pieces_is_one_output() -> None:
    assert streams(printed("a"), printed(["b\n", "c"])) == [("stdout", "ab\nc")]


def test_another_stream_or_a_picture_between_is_a_break() -> None:
    error = printed("b", name="stderr")

    assert streams(printed("a"), error, printed("c")) == [
        ("stdout", "a"),
        ("stderr", "b"),
        ("stdout", "c"),
    ]
    assert streams(printed("a"), shown(PLAIN), printed("b"))[1] == (None, None)


def test_a_piece_without_text_adds_nothing() -> None:
    assert streams(printed(None), printed("a"), printed(7), "no output") == [("stdout", "a")]
