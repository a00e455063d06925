"""Pages of feedback printed to PDF, by a browser that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.errors import CourseError
from autograder.i18n import _

BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "msedge", "brave-browser"),
)
SECONDS = 120  # for one page, on a busy machine


def find_browser() -> str:
    """Return the path of a browser that prints without a window.

    Raises:
        CourseError: there is none.
    """
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        text = _("no browser was found for --pdf: install one of {names}, or go without PDF")
        raise CourseError(text.format(names=", ".join(BROWSERS)))
    return found


def print_page(browser: str, page: Path, target: Path) -> None:
    """Print a page into a PDF file.

    Raises:
        CourseError: the browser made none.
    """
    with TemporaryDirectory() as profile:
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={target.resolve()}",
            page.resolve().as_uri(),
        ]
        if os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # the browser's own, which root cannot have
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            reason = f"status {done.returncode}"
        except subprocess.TimeoutExpired:
            reason = f"{SECONDS} s"
    if not target.is_file():
        text = _("{browser} did not print {page} ({reason}): try without --pdf")
        raise CourseError(text.format(browser=browser, page=page, reason=reason))
