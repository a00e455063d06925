"""benchmarks/RESULTS.md: each table says what made it, and outlives the others' remaking."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import results
from benchmarks.results import ELSEWHERE, Origin, commit, keep, origin, parse, render

HERE = Origin(
    command="`python -m benchmarks.engine stock`",
    commit="abc1234",
    date="2026-01-31",
    machine="A processor (x86_64), 2 cores, Linux 6.1",
    versions="python 3.11.7, numpy 2.4.6",
)
TABLE = ["A sentence: with a colon.", "", "| a | b |", "|---|---|", "| 1 | 2 |"]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the results go."""
    monkeypatch.setattr(results, "RESULTS", tmp_path / "RESULTS.md")
    return results.RESULTS


def section(page: Path, title: str) -> str:
    return page.read_text(encoding="utf-8").split(f"## {title}\n")[1].split("\n## ")[0]


def test_a_table_names_what_made_it(page: Path) -> None:
    keep("One", TABLE, HERE)

    for fact in (HERE.command, HERE.commit, HERE.date, HERE.machine, HERE.versions):
        assert fact in section(page, "One")
    assert "\n".join(TABLE) in section(page, "One")


def test_a_table_stays_when_another_is_made_again(page: Path) -> None:
    keep("One", TABLE, HERE)
    keep("Two", TABLE, HERE)
    before = section(page, "One")

    later = replace(HERE, commit="def5678", date="2026-02-01", versions="python 3.12.0")
    keep("Two", ["| c |"], later)

    assert section(page, "One") == before
    assert parse(page.read_text(encoding="utf-8"))["Two"] == (later, "| c |")
    assert "| 1 | 2 |" not in section(page, "Two")


def test_a_table_of_another_machine_says_so_until_it_is_made_on_the_same(page: Path) -> None:
    elsewhere = replace(HERE, machine="A processor (x86_64), 8 cores, Linux 6.1")
    keep("One", TABLE, elsewhere)
    assert ELSEWHERE not in section(page, "One")

    keep("Two", TABLE, HERE)
    keep("Three", TABLE, HERE)
    assert [ELSEWHERE in section(page, title) for title in ("One", "Two", "Three")] == [1, 0, 0]

    keep("One", TABLE, HERE)
    assert ELSEWHERE not in page.read_text(encoding="utf-8")


def test_the_page_in_the_repository_is_what_is_rendered_of_its_tables() -> None:
    text = results.RESULTS.read_text(encoding="utf-8")

    assert render(parse(text)) == text


def test_uncommitted_changes_are_named_but_results_are_none(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@b.test")
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True)

    git("init", "--quiet")
    (tmp_path / "code.py").write_text("")
    git("add", ".")
    git("commit", "--quiet", "--message", "One")
    clean = commit(tmp_path)

    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks/RESULTS.md").write_text("new")
    assert commit(tmp_path) == clean

    (tmp_path / "code.py").write_text("changed")
    assert commit(tmp_path) == f"{clean}, with uncommitted changes"


def test_the_command_is_the_one_that_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = ["/usr/bin/python3", "-m", "benchmarks.engine", "--students", "40", "stock"]
    monkeypatch.setattr("sys.orig_argv", typed)

    assert origin().command == "`python -m benchmarks.engine --students 40 stock`"


@pytest.mark.parametrize(
    ("cpuinfo", "name"),
    [
        ("processor\t: 0\nmodel name\t: A chip 7 @ 2 GHz\n", "A chip 7 @ 2 GHz (arm64)"),
        ("processor\t: 0\nBogoMIPS\t: 50.00\n", "arm64"),
    ],
)
def test_a_processor_has_its_name_or_its_kind(
    cpuinfo: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpuinfo").write_text(cpuinfo)
    monkeypatch.setattr(results, "CPUINFO", tmp_path / "cpuinfo")
    monkeypatch.setattr("platform.machine", lambda: "arm64")

    assert results.processor() == name
