"""Web servers on this machine: one that serves a folder, and Jupyter's."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import urllib3

LOCAL = re.compile(r"http://(?:127\.0\.0\.1|localhost):(\d+)/")
OPTIONS = (
    "--no-browser",
    "--port=0",
    "--allow-root",
    "--IdentityProvider.token=t",
    "--ip=127.0.0.1",
)
OURS = "--ServerApp.jpserver_extensions={'autograder.server': True}"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serve a folder without a log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; yields its address, with a slash at its end."""
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{httpd.server_address[1]}/"
        finally:
            httpd.shutdown()
            thread.join()


@contextmanager
def jupyter(kind: str, folder: Path, env: dict[str, str], *more: str) -> Iterator[str]:
    """Start a Jupyter server of one kind in a folder; yield its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter", kind, *OPTIONS, *more],
        cwd=folder,
        env=env,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    try:
        port = next(found[1] for line in process.stderr if (found := LOCAL.search(line)))
        address = f"http://127.0.0.1:{port}"
        # It names its address a moment before it listens there.
        patient = urllib3.PoolManager(retries=urllib3.Retry(connect=9, backoff_factor=0.1))
        patient.request("GET", f"{address}/api")
        patient.clear()
        yield address
    finally:
        process.terminate()
        process.communicate()
