"""The lesson as one page of Markdown."""

from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.release.page import write_page


def test_a_page_has_prose_code_and_diagrams_with_their_alternative(tmp_path: Path) -> None:
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell("print(1)"),
        new_code_cell('diagrams.unrolled("ab", "bc")', id="drawn"),
    ]
    write_page(new_notebook(cells=cells), tmp_path / "Page.md")

    title, code, picture = (tmp_path / "Page.md").read_text().strip().split("\n\n")
    assert title == "# Title"
    assert code == "```python\nprint(1)\n```"
    assert picture.startswith("![A network unrolled over 2 steps.")
    assert picture.endswith("(drawn.svg)")
    assert (tmp_path / "drawn.svg").read_text().rstrip().endswith("</svg>")
