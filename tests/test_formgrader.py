"""formgrader, nbgrader's page for instructors, on the course folder as it is."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import urllib3

from autograder.course import Course
from tests.support.shell import environment

OPTIONS = ("--no-browser", "--port=0", "--allow-root", "--IdentityProvider.token=t")


@pytest.fixture
def server(released: Course) -> Iterator[str]:
    """The address of a Jupyter server that runs in a released course's folder."""
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter", "server", *OPTIONS],
        cwd=released.root,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    try:
        for line in process.stderr:
            if found := re.search(r"(http://(?:127\.0\.0\.1|localhost):\d+)/", line):
                yield found[1]
                break
    finally:
        process.terminate()
        process.communicate()


def test_formgrader_lists_the_assignment_with_its_points(server: str) -> None:
    # The server names its address a moment before it listens there: try again for a while.
    patient = urllib3.PoolManager(retries=urllib3.Retry(connect=8, backoff_factor=0.1))
    answer = patient.request(
        "GET", f"{server}/formgrader/api/assignments", headers={"Authorization": "token t"}
    )
    (assignment,) = answer.json()
    patient.clear()

    assert assignment["name"] == "generative-pytorch"
    assert assignment["max_score"] == 100
