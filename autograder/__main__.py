"""Run the command line, in the language of the course that it is run in."""

import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

INTERRUPTED = 128 + 2  # a shell's status of a program that SIGINT ended


def main() -> None:
    """Run the command line (what `autograder` and `python -m autograder` do)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what a terminal has no letter for becomes a ?
            stream.reconfigure(errors="replace")
    try:
        _run()
    except KeyboardInterrupt:  # while it is still being imported, which takes seconds
        _interrupted()
    except SystemExit as end:
        if end.code == INTERRUPTED:  # Typer says nothing then
            _interrupted()
        raise


def _run() -> None:
    from autograder.course import load_course
    from autograder.errors import CourseError

    with suppress(CourseError):  # outside a course it speaks English, and says what is missing
        load_course(Path())
    from autograder.commands import app  # its help is translated as soon as it is imported

    app.main()


def _interrupted() -> None:
    from autograder.i18n import _

    print(_("interrupted: nothing is lost; run the same command again"), file=sys.stderr)
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
