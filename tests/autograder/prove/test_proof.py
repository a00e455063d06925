"""A proof counts the mutants that their own tests find, and holds a list to what it claims."""

from pathlib import Path

import pytest

from autograder.course import Course
from autograder.errors import CourseError
from autograder.prove.equivalent import Equivalent, read
from autograder.prove.mutants import Mutant
from autograder.prove.proof import Proof
from autograder.prove.report import details, what_tested_means
from autograder.prove.trial import Assignment, Verdict, assignment

SLOW, FAST = (Mutant("run", "x = 1", f"x = {n}") for n in (0, 2))
OTHER = Mutant("walk", "y = 1 | z", "y = 2 | z")
EXAM = Assignment("exam", (SLOW, FAST, OTHER), {"run": ["test-run"], "walk": ["test-walk"]})
OWN, ELSEWHERE, ALIVE = (Verdict(lost, ()) for lost in (("test-run",), ("test-walk",), ()))
WALK = Verdict(("test-walk",), ("test-walk",))


def proof(slow: Verdict, fast: Verdict, *listed: Equivalent) -> Proof:
    verdicts = {SLOW.name: slow, FAST.name: fast, OTHER.name: WALK}
    return Proof.of(EXAM, listed, [verdicts])


def listed(mutant: Mutant) -> Equivalent:
    return Equivalent(mutant.cell, mutant.lines, "any speed does")


def test_mutants_that_their_own_tests_find_keep_the_bar() -> None:
    found = proof(OWN, OWN)

    assert (found.shares, found.survivors, found.holds) == ([1.0], [], True)


def test_points_lost_in_a_test_of_another_task_do_not_count() -> None:
    found = proof(OWN, ELSEWHERE)

    assert (found.shares, found.survivors, found.holds) == ([2 / 3], [FAST], False)
    assert "test-walk" in details(found)


def test_a_mutant_counts_as_found_only_under_every_key() -> None:
    alive, dead = (proof(OWN, one).verdicts[0] for one in (ALIVE, OWN))
    found = Proof.of(EXAM, [], [dead, alive])

    assert found.shares == [1.0, 2 / 3]
    assert found.survivors == [FAST]
    assert "1 of 2 keys" in details(found)


def test_an_equivalent_mutant_is_not_counted() -> None:
    found = proof(OWN, ALIVE, listed(FAST))

    assert (found.shares, found.holds) == ([1.0], True)
    assert "any speed does" in details(found)


def test_a_listed_mutant_that_loses_points_anywhere_is_an_error() -> None:
    found = proof(OWN, ELSEWHERE, listed(FAST))

    assert (found.contradicted, found.holds) == ([FAST], False)


def test_a_listed_change_that_no_mutant_makes_is_an_error() -> None:
    found = proof(OWN, OWN, Equivalent("run", ("x = 1", "x = 7"), "it was one"))

    assert not found.holds
    assert "x = 7" in details(found)


def test_what_tested_means_is_read_from_the_receipt() -> None:
    drawn = [{"evidence": {"p_value": 0.5, "n": 900.0}}, {"evidence": {}}]
    cells = [
        {"grade_id": "test-run", "max_points": 2.0, "findings": drawn},
        {"grade_id": "test-walk", "max_points": 1.0, "findings": [{"evidence": {}}]},
    ]

    page = what_tested_means(proof(OWN, ALIVE), cells)

    assert "| test-run | 2 | 2 | 1 | 1 | 900 | 1e-07 | 99.9% |" in page
    assert "| test-walk | 1 | 1 | 1 | 0 |  |  |  |" in page


def test_a_list_gives_one_reason_for_several_changes(tmp_path: Path) -> None:
    path = tmp_path / "equivalent.toml"
    path.write_text(
        '[[equivalent]]\ncell = "run"\nreason = "any speed does"\n'
        'changes = [["x = 1", "x = 2"], ["x = 1", "x = 0"]]\n'
    )

    assert read(path) == [listed(FAST), listed(SLOW)]
    assert read(tmp_path / "none.toml") == []


UNFIT = {
    "equivalent": "Expected '=' after a key",
    '[[equivalent]]\ncell = "run"\n': "number 1 has no changes. Each",
    '[[equivalent]]\ncell = "run"\nreason = "r"\nchanges = [["x"]]\n': "not pairs of texts",
    '[[equivalent]]\ncell = "run"\nreason = "r"\nchanges = 3\n': "not pairs of texts",
    "x = 1": r"no \[\[equivalent\]\] in it",
}


@pytest.mark.parametrize("text", UNFIT)
def test_a_list_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "equivalent.toml"
    path.write_text(text)

    with pytest.raises(CourseError, match=rf"equivalent\.toml: .*{UNFIT[text]}"):
        read(path)


def test_a_cell_that_is_not_there_is_named(small: Course) -> None:
    with pytest.raises(CourseError, match=r"no solution cell has the ID dobule; there are double"):
        assignment(small, "exam", ["dobule"])
