"""Nothing that a notebook carries acts once it is cleaned."""

import re
from typing import Any

import nbformat
import pytest
from jinja2 import Environment
from nbformat import NotebookNode

from autograder.course import Course
from autograder.feedback.pages import highlight_code, markdown2html
from autograder.judge.report import Finding, Report
from autograder.sanitize.html import image_source, report_html
from autograder.sanitize.svg import harmless_svg
from autograder.sanitize.tex import tame
from autograder.steps import CleanOutputs
from lesson import plots
from tests.support.vectors import (
    ANSWERS,
    ATTACHMENTS,
    FORGED,
    HTML,
    OTHERS,
    PLAIN,
    PNG,
    REPORT,
    printed,
    shown,
    with_text,
)


def cleaned(*outputs: Any, **metadata: Any) -> NotebookNode:
    """Return a notebook of one code cell, cleaned as in grading."""
    cell = {"cell_type": "code", "id": "c", "source": "", "execution_count": 1}
    cell |= {"metadata": metadata, "outputs": list(outputs)}
    nb = NotebookNode(nbformat=4, nbformat_minor=5, metadata={}, cells=[nbformat.from_dict(cell)])
    reports = {"autograder": {"reports": {"test-a": REPORT}}}
    CleanOutputs().preprocess(nb, reports)  # in place
    nbformat.validate(nb)
    return nb


@pytest.mark.parametrize("name", HTML)
def test_html_of_a_cell_keeps_nothing_that_acts(name: str) -> None:
    hostile, stays = HTML[name]
    (output,) = cleaned(with_text("text/html", hostile)).cells[0].outputs

    assert output.data == PLAIN | ({"text/html": stays} if stays else {})


@pytest.mark.parametrize("name", OTHERS)
def test_any_other_output_becomes_one_that_can_be_shown(name: str) -> None:
    hostile, stays = OTHERS[name]
    outputs = cleaned(hostile).cells[0].outputs

    if stays is None:
        assert outputs == []
    elif isinstance(stays, str):
        (output,) = outputs
        assert stays == (output.get("text") or "\n".join(output.get("traceback", [])))
    else:
        (output,) = outputs
        assert (stays, {}) == (output.data, output.metadata)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_written_answer_is_shown_and_nothing_in_it_acts(name: str) -> None:
    hostile, stays = ANSWERS[name]
    template = Environment(autoescape=True).from_string("")
    context = template.new_context({"cell": {"attachments": ATTACHMENTS}})

    assert stays == markdown2html(context, hostile).strip()
    assert "x (attachment:d)" in markdown2html(template.new_context(), "![x](attachment:d)")


def test_a_report_survives_exactly_and_a_look_alike_does_not() -> None:
    ours = shown({"text/plain": "3.0", "text/html": REPORT._repr_html_()})
    forged = shown({"text/plain": "9.0", "text/html": FORGED})
    cell = cleaned(forged, ours, forged, nbgrader={"grade_id": "test-a"}).cells[0]

    assert [output.data for output in cell.outputs[:-1]] == [{"text/plain": "9.0"}] * 2
    assert ours == cell.outputs[-1]
    assert REPORT._repr_html_() == report_html(REPORT._repr_html_())


def test_a_report_with_every_kind_of_line_keeps_its_form_on_the_page() -> None:
    shown_to_students = Report(Finding("<b>", False, "x", "y", "z"), points=1)._repr_html_()

    assert shown_to_students == report_html(shown_to_students)
    assert report_html("<script></script><p onclick=x class=navbar>a") == "<p>a</p>"


def test_a_flood_of_outputs_is_cut_and_says_so() -> None:
    many = cleaned(*[shown(PLAIN)] * 99).cells[0].outputs
    by_turns = [printed("x" * 200_000), printed("x" * 200_000) | {"name": "stderr"}]
    large = cleaned(*by_turns * 49).cells[0].outputs

    assert len(many) == 50 + 1
    assert len(large) == 49 + 1
    assert all("more outputs" in outputs[-1].data["text/plain"] for outputs in (many, large))
    assert len(large[0].text) == 100_002


def test_metadata_go_and_sources_stay() -> None:
    source = "<script>FIRE</script> $\\href{x}{y}$"
    cells: list[dict[str, Any]] = [
        {"cell_type": kind, "id": kind, "source": source, "metadata": {"raw_mimetype": "text/html"}}
        for kind in ("markdown", "raw")
    ]
    cells[0]["attachments"] = {"a": {"image/png": PNG, "text/html": "x"}, "b": {"text/html": "x"}}
    language = {"name": "x navbar-fixed-top", "pygments_lexer": {"name": "x"}}
    metadata = {"title": "<b>", "widgets": {"state": {}}, "language_info": language}
    nb = nbformat.from_dict(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}
    )
    nb, _resources = CleanOutputs().preprocess(nb, {})

    assert nb.metadata == {"language_info": {"name": "python"}}
    assert [(source, {})] * 2 == [(cell.source, cell.metadata) for cell in nb.cells]
    assert nb.cells[0].attachments == {"a": {"image/png": PNG}}


@pytest.mark.parametrize(
    ("typed", "tamed"),
    [
        (r"$\alpha_i \le \frac{1}{V}$", r"$\alpha_i \le \frac{1}{V}$"),
        (r"\begin{align*} a \\ b \end{align*}", r"\begin{align*} a \\ b \end{align*}"),
        (r"\[x\]", r"\[x\]"),
        (r"$\href{x}{y}$", r"$\|href{x}{y}$"),
        (r"$\def\x{\href}$", r"$\|def\|x{\|href}$"),
        (r"$\require{a}\unicode{x41}\style{a}{b}$", r"$\|require{a}\|unicode{x41}\|style{a}{b}$"),
        (r"$\rlap{\kern-9em\raise9em{\text{9}}}$", r"$\|rlap{\|kern-9em\|raise9em{\text{9}}}$"),
        (r"$a\!\!b$", r"$a\|!\|!b$"),
        (r"$a\\[-9em]b \\* [9em]$", r"$a\\ {} [-9em]b \\ {} * [9em]$"),
        (r"$a\\href{x}$", r"$a\\ href{x}$"),
        (r"\begin {evil} \end{evil}", r"\|begin {evil} \|end{evil}"),
        (r"\ref{x}", r"\|ref{x}"),
    ],
)
def test_of_mathematics_only_known_commands_work(typed: str, tamed: str) -> None:
    assert tamed.replace("|", "\u2060") == tame(typed)


@pytest.mark.parametrize(
    "part",
    [
        "<script/>",
        '<g onload="x"/>',
        '<a href="#x"/>',
        "<foreignObject/>",
        '<image href="https://a.test/"/>',
        '<use href="https://a.test/#x"/>',
        "<style>@import 'x'</style>",
        "<style>*{fill:url(https://a.test/)}</style>",
        '<rect fill="url(https://a.test/)"/>',
        '<animate attributeName="x"/>',
        '<b xmlns="http://www.w3.org/1999/xhtml"/>',
        '<g id="a"><use href="#b"/></g><use href="#a"/>',
        "<g>",
        "<?xml-stylesheet href='x'?>",
    ],
)
def test_a_drawing_that_would_act_is_no_picture(part: str) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'

    assert harmless_svg(drawing.format('<g id="a"/><use href="#a"/>').encode())
    assert not harmless_svg(drawing.format(part).encode())
    assert not harmless_svg(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing.format("&a;").encode())


def test_code_is_coloured_as_python_whatever_the_notebook_says() -> None:
    assert 'class=" highlight hl-ipython3"' in highlight_code("x = '</pre>'", "x navbar-fixed-top")
    assert "</pre>'" not in highlight_code("x = '</pre>'", metadata={"magics_language": "html"})


def test_the_lessons_plots_stay() -> None:
    plot = plots.training_curve([3.0, 2.0, 1.0])._repr_html_()
    (output,) = cleaned(shown({"text/html": plot})).cells[0].outputs
    address = re.search('src="([^"]*)"', plot)

    assert address
    assert address[1] in output.data["text/html"]
    assert image_source(address[1]) == address[1]


def test_outputs_are_cleaned_before_any_other_step_meets_them(course: Course) -> None:
    steps = course.config.Autograde.autograde_preprocessors

    assert steps[:2] == ["autograder.steps.SealedExecute", "autograder.steps.CleanOutputs"]
