"""What a cell wrote to one stream is one output; tests/test_pages.py has the rest of cleaning."""

from typing import Any

from nbformat.v4 import new_output

from autograder.sanitize.outputs import OutputLimits, clean_outputs
from tests.support.vectors import PLAIN, printed, shown


def streams(*outputs: Any) -> list[tuple[Any, Any]]:
    """Return name and text of each output, cleaned."""
    limits = OutputLimits(outputs=50, text=1000, size=10_000)
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


STYLER = """<style type="text/css">
#T_1_row0_col0, #T_1_row0_col1 {
  background-color: yellow;
  color: red;
}
#T_1_row0_col1 { position: fixed; font-weight: bold }
</style>
<table id="T_1"><tbody><tr>
<td id="T_1_row0_col0" class="data row0 col0" >1</td><td id="T_1_row0_col1" class="data" >2</td>
</tr></tbody></table>"""
CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="5"/></svg>'


def rich(mime: str, text: str) -> Any:
    """Return what is left of a display that a cell shows beside its plain text."""
    limits = OutputLimits(outputs=50, text=1000, size=10_000)
    (output,) = clean_outputs([shown({**PLAIN, mime: text})], limits)
    return output.data.get(mime), output.data.get("text/html")


def test_a_table_s_cells_keep_the_colours_that_a_pandas_styler_gives_them() -> None:
    _same, page = rich("text/html", STYLER)

    assert '<td style="background-color:yellow;color:red">1</td>' in page
    assert '<td style="background-color:yellow;color:red;font-weight:bold">2</td>' in page
    assert "<style" not in page


def test_a_drawing_is_shown_as_a_picture() -> None:
    removed, page = rich("image/svg+xml", CIRCLE)

    assert removed is None
    assert page.startswith('<img src="data:image/svg+xml;base64,')


def test_a_drawing_that_acts_is_not_shown() -> None:
    assert rich("image/svg+xml", CIRCLE.replace("<circle", "<circle onload='x()'")) == (None, None)


def test_formulas_and_markdown_stay() -> None:
    assert rich("text/latex", r"$\frac{1}{2}$")[0] == r"$\frac{1}{2}$"
    assert rich("text/markdown", "**bold**")[0] == "**bold**"


def test_of_too_many_outputs_the_error_that_ended_the_cell_stays() -> None:
    limits = OutputLimits(outputs=3, text=1000, size=10_000)
    displays = [new_output("display_data", {"text/plain": str(n)}) for n in range(60)]
    errors = [new_output("error", ename=name, evalue="", traceback=[]) for name in "ABC"]

    cleaned = clean_outputs([*displays, *errors], limits)

    assert [one.get("ename") or one.data["text/plain"] for one in cleaned] == [
        *("0", "1", "2", "[more outputs than are shown here]", "B", "C")
    ]
