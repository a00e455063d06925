"""Nothing that a submission carries acts in the browser of whoever reads it."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import nbformat
import pytest
import urllib3
from jinja2 import Environment
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from autograder.course import Course, Submission, load_course, nbgrader_session
from autograder.feedback.pages import MATHJAX, highlight_code, markdown2html
from autograder.judge.report import Finding, Report
from autograder.sanitize.html import image_source, report_html
from autograder.sanitize.svg import harmless_svg
from autograder.sanitize.tex import tame
from autograder.steps import CleanOutputs
from lesson import plots
from tests.conftest import ROOT
from tests.support.grading import write_feedback
from tests.support.shell import environment
from tests.support.vectors import (
    ANSWERS,
    ATTACHMENTS,
    FORGED,
    HTML,
    OTHERS,
    PLAIN,
    PNG,
    REPORT,
    notebook,
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


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
BROWSER = [
    *("--headless", "--disable-gpu", "--no-sandbox", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--virtual-time-budget=2000", "--dump-dom"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
JUPYTER = [
    *("server", "--no-browser", "--port=0", "--allow-root", "--IdentityProvider.token=t"),
    *(  # they take twice as long to load as formgrader
        f"--ServerApp.jpserver_extensions={name}=False"
        for name in ("jupyterlab", "notebook", "jupyter_lsp", "jupyter_server_terminals")
    ),
]
LOCAL = re.compile(r"(http://(?:127\.0\.0\.1|localhost):\d+)/")
STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'generative-networks'\n"
MALLORY = [Submission("mallory", "ps1")]
browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")


class Handler(SimpleHTTPRequestHandler):
    """Serves files, and notes each vector that calls."""

    def do_GET(self) -> None:
        if not self.path.startswith("/fired/"):
            return super().do_GET()
        self.server.fired.add(self.path.split("/")[2])  # type: ignore[attr-defined]
        self.send_response(204)
        return self.end_headers()

    def log_message(self, *_about: object) -> None:
        """Say nothing."""


class Web(ThreadingHTTPServer):
    """Serves a folder, and remembers which vectors called."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.folder = folder
        self.fired: set[str] = set()

    def armed(self, value: Any, name: str) -> Any:
        """Put addresses and scripts into a vector; their origin is not that of the pages."""
        address = f"http://localhost:{self.server_port}/fired/{name}".replace(" ", "-")
        text = json.dumps(value).replace("FIRE", f"fetch('{address}')").replace("LOAD", address)
        return json.loads(text)

    def page(self, kind: str) -> tuple[Path, str]:
        """Return a feedback page's file and address."""
        place = f"{kind}/feedback/mallory/ps1/p.html"
        return self.folder / place, f"http://127.0.0.1:{self.server_port}/{place}"

    def browse(self, address: str, profile: Path) -> tuple[set[str], str]:
        """Open a page in a browser; return which vectors fired, and the page as it became."""
        self.fired = set()
        command = [str(CHROMIUM), *BROWSER, f"--user-data-dir={profile}", address]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        return self.fired, done.stdout


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """A server, and in its folder the same graded course twice: with our settings, and without."""
    server = Web(tmp_path_factory.mktemp("web"))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    stock, ours = server.folder / "stock", server.folder / "ours"
    (stock / "autograded/mallory/ps1").mkdir(parents=True)
    (stock / "autograded/mallory/ps1/p.ipynb").write_text(json.dumps(notebook(server.armed)))
    (stock / "submitted/mallory/ps1").mkdir(parents=True)
    call = server.armed("import urllib.request; urllib.request.urlopen('LOAD')", "configuration")
    (stock / "submitted/mallory/ps1/nbgrader_config.py").write_text(call)
    (stock / "nbgrader_config.py").write_text('load_subconfig("course_config.py")')
    (stock / "course_config.py").write_text(STOCK)
    with sqlite3.connect(stock / "gradebook.db") as made:  # a table there saves alembic's seconds
        made.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    made.close()
    course = load_course(stock)
    with nbgrader_session(course), Gradebook(course.db_url, "generative-networks") as gradebook:
        gradebook.update_or_create_assignment("ps1")
        gradebook.update_or_create_notebook("p", "ps1")
        for name, kind in (("test-a", "code"), ("answer-a", "markdown")):
            gradebook.update_or_create_grade_cell(name, "p", "ps1", max_score=3, cell_type=kind)
        gradebook.update_or_create_solution_cell("answer-a", "p", "ps1")
        gradebook.update_or_create_student(
            "mallory", last_name="M", first_name=server.armed("<img src=LOAD>", "first name")
        )
        gradebook.update_or_create_submission("ps1", "mallory")
    shutil.copytree(stock, ours)
    config = (ROOT / "course_config.py").read_text() + '\nc.Course.language = "en"\n'
    (ours / "course_config.py").write_text(config)
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def formgrader(*folders: Path) -> Iterator[list[str]]:
    """Start a Jupyter server in each course folder; yield the addresses of mallory's pages."""
    with ExitStack() as stack:
        servers = [
            subprocess.Popen(
                [sys.executable, "-m", "jupyter", *JUPYTER],
                cwd=folder,
                env=environment(),
                stderr=subprocess.PIPE,
                text=True,
            )
            for folder in folders
        ]
        for server in servers:
            stack.callback(server.communicate)
            stack.callback(server.terminate)
        yield [_page(server) for server in servers]


def _page(server: subprocess.Popen[str]) -> str:
    """Return the address of mallory's page; it logs the browser in by the way.

    formgrader alone would set its cookie for one page only.
    """
    assert server.stderr
    host = next(found[1] for line in server.stderr if (found := LOCAL.search(line)))
    patient = urllib3.PoolManager(retries=urllib3.Retry(connect=8, backoff_factor=0.1))
    answer = patient.request(
        "GET",
        f"{host}/formgrader/api/submitted_notebooks/ps1/p",
        headers={"Authorization": "token t"},
    )
    patient.clear()
    (submission,) = answer.json()
    page = f"/formgrader/submissions/{submission['id']}/"
    return f"{host.replace('localhost', '127.0.0.1')}/login?token=t&next={page}"


@browser
def test_feedback_of_stock_nbgrader_lets_vectors_fire_and_ours_none(
    web: Web, tmp_path: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbconvert's, about what it cannot show
        write_feedback(load_course(web.folder / "stock"), MALLORY)
    write_feedback(load_course(web.folder / "ours"), MALLORY)
    stock, _page = web.browse(web.page("stock")[1], tmp_path)
    ours, page = web.browse(web.page("ours")[1], tmp_path)

    assert len(stock) > 40
    assert {"script", "png-with-a-handler", "isolated", "answer-handler"} <= stock
    assert ours == set()
    assert REPORT._repr_html_() in page
    assert "<em>Mine</em>: $\\alpha$" in page
    assert page.count('class="autograder-report"') == 1
    assert f'<script src="{MATHJAX}' in page


@browser
def test_the_policy_of_a_page_stops_what_cleaning_might_let_through(
    web: Web, tmp_path: Path
) -> None:
    write_feedback(load_course(web.folder / "ours"), MALLORY)
    path, address = web.page("ours")
    hostile = "".join(web.armed(vector, name) for name, (vector, _) in HTML.items())
    policy = re.search("<meta[^>]*Security-Policy[^>]*>", path.read_text())
    path.write_text(path.read_text().replace("</body>", f"{hostile}</body>"))
    stopped, page = web.browse(address, tmp_path / "a")
    path.write_text(path.read_text().replace(policy[0] if policy else "", ""))
    fired, _page = web.browse(address, tmp_path / "b")

    assert "onerror=" in page
    assert stopped == set()
    assert len(fired) > 25


@browser
def test_formgrader_of_stock_nbgrader_lets_vectors_fire_and_ours_none(
    web: Web, tmp_path: Path
) -> None:
    with formgrader(web.folder / "stock", web.folder / "ours") as addresses:
        (stock, _page), (ours, page) = (web.browse(address, tmp_path) for address in addresses)

    assert len(stock) > 40
    assert {"script", "javascript", "png-with-a-handler", "first-name", "configuration"} <= stock
    assert ours == set()
    assert REPORT._repr_html_() in page
    assert "M, &lt;img" in page
    assert re.search('<input class="score[^"]*needs_manual_grade" id="answer-a"', page)
