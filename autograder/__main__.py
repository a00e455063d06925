"""Run the command line, python -m autograder, in the language of the course it stands in."""

from contextlib import suppress
from pathlib import Path

from autograder.course import load_course
from autograder.errors import CourseError

with suppress(CourseError):  # outside a course it speaks English, and says what is missing
    load_course(Path())

from autograder.commands.app import main

main()
