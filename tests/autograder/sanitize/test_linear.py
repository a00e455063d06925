"""No text makes the grader's cleaners compute for long: what they need grows with its length.

A cleaner that needs time by the square of 60,000 characters would compute for many minutes; the
limit on processor time ends it, on a slow machine as on a fast one.
"""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.support.marks import some
from tests.support.shell import environment

SECONDS = 60  # of processor time for all that one cleaner is given; it needs a few
LENGTH = 60_000
CLEANERS = {
    "tame": "from autograder.sanitize.tex import tame as clean",
    "students_html": "from autograder.sanitize.html import students_html as clean",
    "report_html": "from autograder.sanitize.html import report_html as clean",
    "preformatted": "from autograder.sanitize.html import preformatted as clean",
    "joined": "from autograder.sanitize.html import joined as clean",
    "image_source": "from autograder.sanitize.html import image_source as clean",
    "harmless_svg": "from autograder.sanitize.svg import harmless_svg as clean",
    "markdown2html": (
        "from autograder.feedback.render import markdown\nclean = lambda text: markdown(text, {})"
    ),
}
PIECES = (
    *("\\", "\\ ", "\\*", "\\begin", "\\begin{", "\\begin{a}", "\\(", "\\[", "$", "$$", "$\\", "{"),
    *(
        "<",
        "<a ",
        "<b>",
        "</",
        "<!--",
        "<![CDATA[",
        "<pre>",
        "<style>",
        "<svg>",
        "&",
        "&amp;",
        "&#",
    ),
    *("[", "![", "](", "[a](", "*", "**a ", "_a ", "~", "`", "``` ", "> ", "- ", "#", "|", "| a\n"),
    *("\x1b", "\x1b[", "\x1b[1m", "\x1b[38;5;", "\x1b]", "M0 0 ", "url(", "a:b;", "a/", " ", "\n"),
)
PROGRAM = """
import resource, sys
{imports}
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
for piece in {pieces!r}:
    text = piece * ({length} // len(piece))
    for whole in (text, "a" + text + "a", "\\\\" + text, "<" + text, "$" + text):
        try:
            clean(whole)
        except ValueError:
            pass  # refused, which is an answer too
"""


@pytest.mark.parametrize("name", some(CLEANERS, 3))
def test_a_cleaner_needs_time_by_the_length_of_a_text(name: str) -> None:
    program = PROGRAM.format(imports=CLEANERS[name], seconds=SECONDS, pieces=PIECES, length=LENGTH)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, (done.returncode, done.stderr[-500:])
