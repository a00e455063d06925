"""Run the command line, in the language of the course it stands in."""

from contextlib import suppress
from pathlib import Path

from autograder.course import load_course
from autograder.errors import CourseError


def main() -> None:
    """Run the command line (what `autograder` and `python -m autograder` do)."""
    with suppress(CourseError):  # outside a course it speaks English, and says what is missing
        load_course(Path())
    from autograder.commands import app  # its help is translated as soon as it is imported

    app.main()


if __name__ == "__main__":
    main()
