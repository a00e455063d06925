"""The repository's own promises: one environment, a short README, no litter."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.support.git import tracked

PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT: dict[str, Any] = PYPROJECT["project"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)$", re.MULTILINE)


def normal(name: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    return {normal(name): pin for name, pin in PIN.findall((ROOT / "constraints.txt").read_text())}


def every_requirement() -> list[str]:
    extras = PROJECT["optional-dependencies"].values()
    return [line for lines in (PROJECT["dependencies"], *extras) for line in lines]


def test_every_requirement_is_pinned_within_its_range() -> None:
    from packaging.requirements import Requirement

    for line in every_requirement():
        requirement = Requirement(line)
        assert pins()[normal(requirement.name)] in requirement.specifier, line


def test_every_requirement_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    for line in every_requirement():
        assert re.search(rf'"{re.escape(line)}".*# ', text), line


def test_the_conda_environment_is_made_of_the_same_parts() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    python, pip, nested = environment["dependencies"]

    assert f"python{PROJECT['requires-python']}" == python
    assert pip == "pip"
    assert nested["pip"] == ["--constraint constraints.txt", "--editable .[pytorch,tensorflow,dev]"]
    extras = {"pytorch", "tensorflow", "dev", "postgresql"}  # the last one is in dev, too
    assert extras == set(PROJECT["optional-dependencies"])


def test_binder_finds_the_environment_beside_what_it_runs_afterwards() -> None:
    """It reads nothing at the top of a repository that has one of these folders."""
    assert not [name for name in ("binder", ".binder") if (ROOT / name).exists()]
    assert os.access(ROOT / "postBuild", os.X_OK)


def commands(target: str, *settings: str) -> str:
    """Return what `make` would do for a target in a fresh clone."""
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", target, *settings],
        cwd=ROOT,
        env={**os.environ, "LANGUAGE": "en_US:en"},  # as on many desktops
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def installed(target: str) -> list[str]:
    """Return the extras that `make` installs for a target, a word for each call of pip."""
    return re.findall(
        r"pip install .*--constraint constraints\.txt --editable '\.\[(.*)\]'", commands(target)
    )


def test_the_demonstration_installs_what_it_needs_and_the_tests_all() -> None:
    assert installed("demo") == ["pytorch,tensorflow"]
    assert installed("test") == ["pytorch,tensorflow", "dev"]


def test_the_demonstration_speaks_the_language_of_each_readme() -> None:
    assert "autograder demo --language en\n" in commands("demo")
    assert "autograder demo --language pt_BR\n" in commands("demo", "LANGUAGE=pt_BR")


def test_students_requirements_agree_with_the_project() -> None:
    ours = {normal(re.match(r"[\w.-]+", r)[0]): r for r in every_requirement()}  # type: ignore[index]
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        for line in path.read_text().splitlines():
            requirement, reason = (part.strip() for part in line.split("#", 1))
            assert reason
            if requirement:
                assert ours[normal(re.match(r"[\w.-]+", requirement)[0])] == requirement  # type: ignore[index]


def test_each_framework_stands_alone_in_its_students_requirements() -> None:
    pytorch, tensorflow = (
        (ROOT / "release" / f"requirements-{name}.txt").read_text()
        for name in ("pytorch", "tensorflow")
    )

    assert "tensorflow" not in re.sub("#.*", "", pytorch)
    assert "torch" not in re.sub("#.*", "", tensorflow)


def test_the_readme_has_at_most_700_words() -> None:
    """A guide, for a reader who has two minutes: what is clear may take a word more."""
    assert len((ROOT / "README.md").read_text().split()) <= 700


def test_nothing_is_committed_that_git_is_told_to_ignore() -> None:
    assert tracked("--cached", "--ignored", "--exclude-standard") == []


WHOLE = {"autograder/judge/carry.py"}  # it is both ends of a channel, sent in one piece


def test_no_module_has_more_than_400_lines() -> None:
    modules = set(tracked("*.py")) - WHOLE
    lengths = {name: len((ROOT / name).read_text().splitlines()) for name in modules}

    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_every_file_of_the_packages_is_installed() -> None:
    """Modules in folders that setuptools takes for packages, all else as their data."""
    data = PYPROJECT["tool"]["setuptools"]["package-data"]
    for path in map(Path, tracked("autograder", "lesson")):
        package = path.parts[0]
        if path.suffix == ".py":
            assert (ROOT / path.parent / "__init__.py").exists(), path
        elif path.suffix != ".pot":  # those are for translators
            assert any(path.relative_to(package).match(known) for known in data[package]), path


def test_the_installed_command_starts() -> None:
    entry = EntryPoint("autograder", PROJECT["scripts"]["autograder"], "console_scripts")
    script = f"from {entry.module} import {entry.attr}; {entry.attr}()"  # as pip writes it
    done = subprocess.run(
        [sys.executable, "-c", script, "--help"], cwd=ROOT, capture_output=True, text=True
    )

    assert "feedback" in done.stdout
    assert done.returncode == 0, done.stderr


def test_commits_are_linted_without_a_network() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())

    assert {repository["repo"] for repository in config["repos"]} == {"local"}
    hooks = [hook for repository in config["repos"] for hook in repository["hooks"]]
    assert {hook["language"] for hook in hooks} == {"system"}


@pytest.mark.xdist_group("one worker")
def test_a_group_of_tests_stays_on_one_worker(request: pytest.FixtureRequest) -> None:
    """Else each worker would grade the classes again that a group shares."""
    distributed = "PYTEST_XDIST_WORKER" in os.environ

    assert request.node.nodeid.endswith("@one worker") == distributed
