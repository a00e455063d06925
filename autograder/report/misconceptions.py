"""What a class misunderstands, from the hints of the checks that did not pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pygments.lexers import PythonLexer  # type: ignore[import-untyped]
from pygments.token import Comment, Literal  # type: ignore[import-untyped]

from autograder.gradebook.students import Enrolled
from autograder.notebook import load_notebook
from autograder.release.tasks import own_tests
from autograder.report.work import Work

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
LINES = 25  # of a snippet
LEXER = PythonLexer(stripnl=False, ensurenl=False)
MASK = "…"


@dataclass(frozen=True)
class Misconception:
    """What some students misunderstand.

    Attributes:
        notebook: of which notebook.
        hint: what the check said to the first of them; without one, what it checked.
        cells: the grade ids of the tests that said it.
        students: to whom, sorted.
        snippet: one student's code of the task, without comments and names; may be empty.
    """

    notebook: str
    hint: str
    cells: Sequence[str]
    students: Sequence[str]
    snippet: str


def misconceptions(
    works: Sequence[Work], sources: Iterable[Path], people: Mapping[str, Enrolled]
) -> list[Misconception]:
    """Return what was misunderstood, the most frequent first.

    Hints that differ in nothing but numbers are one.

    Args:
        works: what the students made.
        sources: of the notebooks, which say what test belongs to what task.
        people: who is known, to leave their names out of snippets.
    """
    tasks = {path.stem: _solutions(path) for path in sources}
    groups: dict[tuple[str, str], list[tuple[Work, str, str]]] = {}
    for work in works:
        for lost in work.lost:
            text = " ".join((lost.hint or lost.title).split())
            key = (work.notebook, NUMBER.sub("0", text))
            groups.setdefault(key, []).append((work, lost.cell, text))
    found = [
        Misconception(
            notebook,
            group[0][2],
            sorted({cell for _work, cell, _text in group}),
            sorted({work.student for work, _cell, _text in group}),
            _snippet(group, tasks.get(notebook, {}), people),
        )
        for (notebook, _form), group in groups.items()
    ]
    return sorted(found, key=lambda one: (-len(one.students), one.notebook, one.hint))


def _solutions(path: Path) -> dict[str, list[str]]:
    """Return the solution cells of each test of a source notebook, by grade id."""
    tests: dict[str, list[str]] = {}
    for name, own in own_tests(load_notebook(path)).items():
        for test in own:
            tests.setdefault(test, []).append(name)
    return tests


def _snippet(
    group: Sequence[tuple[Work, str, str]],
    tasks: Mapping[str, Sequence[str]],
    people: Mapping[str, Enrolled],
) -> str:
    """Return the shortest code that any of some students wrote for the task."""
    codes = {
        (work.answers[name], work.student)
        for work, cell, _text in group
        for name in tasks.get(cell, ())
        if name in work.answers
    }
    shown = (
        anonymous(code, people.get(student, Enrolled(student)))
        for code, student in sorted(codes, key=lambda pair: (len(pair[0]), pair))
    )
    return next(filter(None, shown), "")


def anonymous(code: str, author: Enrolled) -> str:
    """Return the beginning of some code without comments, docstrings and its author's name."""
    tokens = LEXER.get_tokens(code)
    dropped = (Comment, Literal.String.Doc)
    text = "".join(text for kind, text in tokens if not any(kind in one for one in dropped))
    names = [author.id, author.email, *author.first_name.split(), *author.last_name.split()]
    known = sorted({name for name in names if len(name) > 2}, key=len, reverse=True)
    if known:
        either = "|".join(re.escape(name) for name in known)
        text = re.sub(rf"(?<![^\W_])(?:{either})(?![^\W_])", MASK, text, flags=re.IGNORECASE)
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    return "\n".join([*lines[:LINES], *([MASK] if len(lines) > LINES else [])])
