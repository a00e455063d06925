"""The source notebooks in the course's language, solutions and all, for nbval to run.

Each has its lesson/ beside it, which speaks that language, as in a release.

python -m tests.support.translated FOLDER
"""

import sys
from pathlib import Path

import nbformat

from autograder.course import load_course
from autograder.release.build import add_lesson
from autograder.translation.translator import Translator
from tests.conftest import ROOT


def write(folder: Path) -> list[Path]:
    """Write each notebook of source/ below a folder, translated; return their paths."""
    course = load_course(ROOT)
    translator = Translator(course)
    written = []
    for path in sorted((ROOT / "source").glob("*/*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        translator.notebook(notebook)
        written.append(folder / path.relative_to(ROOT / "source"))
        written[-1].parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, written[-1])
        add_lesson(course, written[-1].parent)
    return written


if __name__ == "__main__":
    write(Path(sys.argv[1]))
