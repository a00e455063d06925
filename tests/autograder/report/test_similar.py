"""Similar code: copies are found under other names, right solutions of their own hardly ever."""

import re
from itertools import combinations

import pytest

from autograder.bank.entries import read
from autograder.course import Course
from autograder.report.fingerprints import RUN, fingerprints, tokens_of
from autograder.report.gather import course_code
from autograder.report.similar import FALSE_ALARMS, similar
from tests.conftest import ROOT

CODE = '''
def walk(graph, start):
    """Visit a graph."""
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()  # the last one
        for there in graph.get(here, ()):
            if there not in seen:
                seen.add(there)
                todo.append(there)
    total = sum(len(graph[one]) for one in seen if one in graph)
    return sorted(seen), total / max(1, len(seen))
'''
OTHER = """
def roots(a, b, c):
    d = b ** 2 - 4 * a * c
    if d < 0:
        raise ValueError(f"no real root: {d}")
    return [(-b + sign * d ** 0.5) / (2 * a) for sign in (1, -1)]


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)
"""


def renamed(code: str) -> str:
    """Return code with other names, comments, texts and layout."""
    for name, new in {"seen": "vistos", "todo": "fila", "here": "a", "there": "b"}.items():
        code = re.sub(rf"\b{name}\b", new, code)
    return (
        code.replace("# the last one", "# meu")
        .replace("Visit a graph.", "Oi.")
        .replace("    return", "\n\n    return")
    )


def test_names_comments_and_layout_do_not_matter() -> None:
    assert [t.text for t in tokens_of(CODE)] == [t.text for t in tokens_of(renamed(CODE))]


def test_a_renamed_copy_is_found_and_others_are_not() -> None:
    (pair,) = similar({"a": {"t": CODE}, "b": {"t": OTHER}, "c": {"t": renamed(CODE)}}, [])

    assert (pair.first, pair.second, pair.share) == ("a", "c", 1.0)


def test_a_copy_in_another_cell_is_found() -> None:
    (pair,) = similar({"a": {"t": CODE}, "b": {"t": OTHER, "5": CODE}}, [])

    assert {(one[0], other[0]) for one, other in pair.places} == {("t", "5")}


def test_the_course_s_own_code_does_not_count() -> None:
    assert similar({"a": {"t": CODE}, "b": {"t": CODE}}, [f"x = 1\n{CODE}\ny = 2"]) == []


def test_what_many_wrote_does_not_count() -> None:
    assert similar({str(n): {"t": CODE} for n in range(11)}, []) == []


@pytest.mark.parametrize(
    "code",
    ["", "x", "def f(:", "\0\ud800" * 50, "'" * 999, "(" * 500, "%magic\n!ls", "é = 1\n" * 40],
)
def test_whatever_a_cell_holds_is_read(code: str) -> None:
    similar({"a": {"t": code}, "b": {"t": code}}, [code[:7]])


def test_a_short_text_has_no_fingerprint() -> None:
    assert fingerprints("x = 1") == {}
    assert len(list(tokens_of("x = 1"))) < RUN


@pytest.mark.parametrize("begun", ['"""', "'''", '"', "'"])
def test_a_text_that_does_not_end_is_read_once(begun: str) -> None:
    """It would take hours if it were read anew at each of the quotes in it."""
    tokens = list(tokens_of(begun + f"\\{begun}" * 10**6))
    assert len(tokens) == 1


def test_every_match_of_some_length_is_found() -> None:
    one, other = fingerprints(f"{OTHER}\n{CODE}"), fingerprints(f"{CODE}\nprint(1)")

    assert one.keys() & other.keys()


def test_the_rate_of_false_alarms_is_what_the_bank_says(course: Course) -> None:
    shared = course_code(course)
    classes = [
        {path.stem: read(path).cells for path in folder.glob("*.py")}
        for folder in (ROOT / "tests" / "submissions").glob("*/right")
    ]

    pairs = sum(len(list(combinations(members, 2))) for members in classes)
    shown = sum(len(similar(members, shared)) for members in classes)
    assert FALSE_ALARMS / 2 < shown / pairs <= FALSE_ALARMS
