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

import pytest
import urllib3
from nbgrader.api import Gradebook

from autograder.course import Submission, load_course, nbgrader_session
from autograder.feedback.pages import MATHJAX
from tests.conftest import ROOT
from tests.support.grading import write_feedback
from tests.support.shell import environment
from tests.support.vectors import (
    HTML,
    REPORT,
    notebook,
)

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


@pytest.mark.slow
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
    assert '<em>Mine</em>: <math display="inline"><mrow><mi>α</mi></mrow></math>' in page
    assert page.count('class="autograder-report"') == 1
    assert f'<script src="{MATHJAX}' in page


@pytest.mark.slow
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


@pytest.mark.slow
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
