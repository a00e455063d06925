"""The bank against the hidden tests: right is right, and wrong loses exactly what it should."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.bank.entries import Entry, fill, read, strip_hidden
from autograder.notebook import load_notebook
from lesson import quiet_start
from tests.conftest import ROOT
from tests.support.fork import Judged, judge
from tests.support.said import SAID
from tests.support.unseen import UNSEEN

BANK = ROOT / "tests" / "submissions"
SOURCES = {
    path.parent.name: path
    for path in sorted((ROOT / "source").glob("*/*.ipynb"))
    if (BANK / path.parent.name).is_dir()
}
FRAMEWORKS = {
    "generative-pytorch": ("torch", "torch._dynamo"),
    "generative-tensorflow": ("tensorflow", "keras"),
    "word-lab": ("torch", "torch._dynamo", "tensorflow", "keras"),
}
"""What an assignment's notebook imports and takes long to; those of others take no time."""
CHOICES = {
    "generative-pytorch": ["pytorch"],
    "generative-tensorflow": ["tensorflow"],
    "word-lab": ["pytorch", "tensorflow"],
}


def together(assignment: str) -> pytest.MarkDecorator:
    """Return the mark that lets one worker judge an assignment's sample: it loads a framework."""
    return pytest.mark.xdist_group(f"sample of {assignment}")


SLOW_REFERENCES = {"generative-tensorflow", "word-lab"}  # a minute each; nbval runs them as well
REFERENCES = [
    pytest.param(
        name,
        choice,
        marks=[pytest.mark.slow]
        if name in SLOW_REFERENCES or choice != choices[0]
        else [together(name)],
    )
    for name in SOURCES
    for choices in (CHOICES.get(name, [""]),)
    for choice in choices
]
LEAST = {"right": 14, "wrong": 36}
LEAST_OF_A_QUIZ = {"right": 3, "wrong": 6}
LEAST_OF_ANOTHER = {"right": 1, "wrong": 1}
SLOW = {  # more than ten seconds each: TensorFlow traces anew for each length, or seeds each draw
    "generative-pytorch/wrong/sampler_seeds_globally_from_generator",
    "generative-pytorch/wrong/sampler_seeds_itself",
    "generative-tensorflow/right/sampler_stateless_categorical",
    "generative-tensorflow/wrong/generate_predicts_everything_again",
    "generative-tensorflow/wrong/sampler_takes_the_likeliest_now_and_then",
    "generative-tensorflow/wrong/soft_in_training_mode",
    "generative-tensorflow/wrong/soft_reads_everything_again",
    "generative-tensorflow/wrong/soft_rules_out_after_the_temperature",
    "generative-tensorflow/wrong/train_counts_padding",
    "generative-tensorflow/wrong/train_smooths_half_a_percent",
    "word-lab/right/tensorflow_functional_two_layers",
    "word-lab/right/tensorflow_gru_fit",
    "word-lab/right/tensorflow_subclassed_last_word",
    "word-lab/wrong/network_fills_up_texts",
    "word-lab/wrong/tensorflow_ignores_the_seed",
    "word-lab/wrong/tensorflow_returns_tensor",
    "word-lab/wrong/tensorflow_softmax_and_logits",
    "word-lab/wrong/tensorflow_targets_are_inputs",
}
ENTANGLED = {  # they fail the visible lines of a cell of the same task whose points they keep
    "generative-tensorflow/wrong/dataset_global_vocabulary",
    "generative-tensorflow/wrong/dataset_targets_shifted_twice_masked_by_targets",
    "generative-tensorflow/wrong/dataset_targets_without_eos_masked_by_targets",
    "generative-tensorflow/wrong/generate_reads_prompt_again",
    "generative-tensorflow/wrong/model_vocabulary_of_the_notebook",
}
EVERY = 512
"""`make test` judges every 512th file of each folder, without the slow ones, and all
of those without a framework, which take no time; `make test-all` judges all of them."""


@cache
def source_of(assignment: str) -> NotebookNode:
    """Return the instructor's notebook, read once a process, its framework loaded."""
    with quiet_start():
        _preload(*FRAMEWORKS.get(assignment, ()), "lesson.plots", "tqdm.auto")
    return load_notebook(SOURCES[assignment])


def _preload(*modules: str) -> None:
    """Import what every submission imports, so that no fork has to."""
    for module in modules:
        import_module(module)


def entries(*kinds: str) -> list[Path]:
    """Return the bank's files of some kinds."""
    return sorted(path for kind in kinds for path in BANK.glob(f"*/{kind}/*.py"))


def marked(kind: str) -> list[Any]:
    """Return the bank's files of a kind as parameters; what `make test` leaves out is marked."""
    chosen = set()
    for folder in BANK.glob(f"*/{kind}"):
        quick = [path for path in sorted(folder.glob("*.py")) if name_of(path) not in SLOW]
        chosen |= set(quick[:: EVERY if folder.parent.name in FRAMEWORKS else 1])
    return [
        pytest.param(path, marks=[together(path.parts[-3]) if path in chosen else pytest.mark.slow])
        for path in entries(kind)
    ]


def name_of(path: Path) -> str:
    return path.relative_to(BANK).with_suffix("").as_posix()


def judged(path: Path) -> tuple[dict[str, float], Judged]:
    """Judge one file in the tasks that it changes and in every cell that it declares.

    Other tasks get what the reference gets; that they do is shown by `make test-all`, which
    sends every file through the whole pipeline.
    """
    source = source_of(path.parts[-3])
    entry = read(path)
    expected = declared(source, entry)
    return expected, judge(source, fill(source, strip_hidden(source), entry), expected)


def declared(source: NotebookNode, entry: Entry) -> dict[str, float]:
    """Return the points of each cell of the tasks that an entry changes or declares, by id."""
    full = full_points(source)
    assert entry.scores.keys() <= full.keys(), "the docstring names a grade cell that is not there"
    task = tasks(source)
    changed = {task[name] for name in entry.cells}
    return {
        name: entry.scores.get(name, points)
        for name, points in full.items()
        if task[name] in changed or name in entry.scores
    }


def full_points(source: NotebookNode) -> dict[str, float]:
    """Return what each cell with hidden tests is worth, by cell id."""
    return {
        cell.id: float(cell.metadata.nbgrader.points)
        for cell in source.cells
        if cell.cell_type == "code" and utils.is_grade(cell)
    }


def tasks(source: NotebookNode) -> dict[str, str]:
    """Return the heading that each cell stands under, by cell id."""
    found, heading = {}, ""
    for cell in source.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            heading = cell.source.split("\n")[0]
        found[cell.id] = heading
    return found


def points_of(result: Judged) -> dict[str, float]:
    return {name: report.score for name, report in result.reports.items()}


@pytest.mark.parametrize(("assignment", "framework"), REFERENCES)
def test_the_reference_gets_every_point_and_passes_every_visible_test(
    assignment: str, framework: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESSON_FRAMEWORK", framework)
    source = source_of(assignment)
    result = judge(source, fill(source, strip_hidden(source), None))

    assert result.errors == {}
    assert all(report.passed for report in result.reports.values())
    assert points_of(result) == full_points(source)


@pytest.mark.parametrize(
    "assignment",
    [
        pytest.param(name, marks=pytest.mark.slow if name in SLOW_REFERENCES else together(name))
        for name in SOURCES
    ],
)
def test_the_untouched_release_gets_nothing(assignment: str) -> None:
    source = source_of(assignment)
    path = SOURCES[assignment].relative_to(ROOT / "source")
    released = load_notebook(ROOT / "release" / path)

    result = judge(source, released)

    assert {0.0} == set(points_of(result).values())
    assert all(report.findings[0].hint for report in result.reports.values())


@pytest.mark.parametrize("path", marked("right"), ids=name_of)
def test_a_right_solution_gets_full_marks(path: Path) -> None:
    expected, result = judged(path)

    assert result.errors == {}
    assert read(path).scores == {}
    assert expected == points_of(result)


@pytest.mark.parametrize("path", marked("wrong"), ids=name_of)
def test_a_misconception_loses_exactly_its_cells_and_is_explained(path: Path) -> None:
    expected, result = judged(path)

    assert read(path).scores
    assert expected == points_of(result)
    failed = [f for r in result.reports.values() for f in r.findings if not f.passed]
    assert all(finding.observed for finding in failed)
    said = SAID.get(path.parts[-3], {}).get(path.stem, "")
    assert any(finding.hint and said in finding.hint for finding in failed), failed
    kept = {name for name, report in result.reports.items() if report.passed}
    assert bool(kept & result.errors.keys()) == (name_of(path) in ENTANGLED)
    if path.parts[-3] in FRAMEWORKS:
        assert (not result.errors) == (name_of(path) in UNSEEN)


@pytest.mark.parametrize("path", marked("hostile"), ids=name_of)
def test_an_attack_gains_nothing(path: Path) -> None:
    expected, result = judged(path)

    assert expected == points_of(result)


@pytest.mark.parametrize("assignment", SOURCES)
@pytest.mark.parametrize("kind", LEAST)
def test_the_bank_is_large_enough(assignment: str, kind: str) -> None:
    quiz = assignment.startswith("quiz-")
    least = LEAST if assignment in FRAMEWORKS else LEAST_OF_A_QUIZ if quiz else LEAST_OF_ANOTHER
    assert len(list((BANK / assignment / kind).glob("*.py"))) >= least[kind]


def test_what_is_named_is_there() -> None:
    names = {name_of(path) for path in entries("right", "wrong")}
    named = {f"{assignment}/wrong/{name}" for assignment, said in SAID.items() for name in said}

    assert names >= SLOW | ENTANGLED | UNSEEN | named
