"""What the character notebooks say of their curves: run at the full budget, and compared."""

from typing import Any

import numpy as np
import pytest

from autograder.bank.entries import strip_hidden
from autograder.judge.probe import Probe
from autograder.notebook import load_notebook
from lesson.i18n import LANGUAGES
from tests.conftest import ROOT
from tests.support.fork import forked

CURVES = Probe(
    "curves",
    """
def curves(student):
    held_out, few_held_out = student["held_out"], student["few_held_out"]
    return {
        "floor": student["floor"],
        "losses": list(student["losses"]),
        "held_out": list(getattr(held_out, "texts", held_out)),
        "few_losses": list(student["few_losses"]),
        "few_held_out": list(getattr(few_held_out, "texts", few_held_out)),
        "by_position": [float(loss) for loss in student["by_position"]],
    }
""",
)
WORDS = Probe(
    "words",
    """
def words(student):
    import numpy as np

    write, vocabulary, known = student["generate_soft"], student["vocabulary"], student["known"]
    found = {}
    for temperature in (0.2, 0.5, 1.0, 2.0):
        if "net" in student:
            generator = student["torch"].Generator().manual_seed(1)
            text = write(student["net"], vocabulary, 1500, "S", temperature, generator)
            texts = text.split("\\n")
        else:
            rng = np.random.default_rng(1)
            texts = [
                write(student["model"], vocabulary, 80, "S", temperature, rng) for _ in range(30)
            ]
        words = [word for text in texts for word in text.split()]
        found[str(temperature)] = {
            "known": sum(word in known for word in words) / len(words),
            "different": len(set(words)) / len(words),
            "headlines": len(set(texts)) / len(texts),
        }
    return found
""",
)
NOTEBOOKS = ("generative-pytorch/GenerativePyTorch", "generative-tensorflow/GenerativeTF")


def full_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let notebooks train as long as they do for a student, and wait for it."""
    monkeypatch.delenv("LESSON_GRADING", raising=False)
    monkeypatch.setattr("tests.support.fork.SECONDS", 1800)  # a whole training is one cell


def after(cell: str, name: str, language: str, probe: Probe, without: tuple[str, ...]) -> Any:
    """Run a notebook up to a cell, and ask it something.

    Args:
        cell: the id of the last cell to run.
        name: of the notebook in source/.
        language: of its data.
        probe: the question.
        without: how the ids begin of cells that are left out.
    """
    with forked() as student:
        for one in strip_hidden(load_notebook(ROOT / "source" / f"{name}.ipynb")).cells:
            if one.cell_type == "code" and not one.id.startswith(without):
                assert student.run(one.source.replace('"en"', f'"{language}"')) == "", one.id
            if one.id == cell:
                break
        return student.ask(probe)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_model_answers_choice_of_a_temperature_follows_from_what_is_written(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_budget(monkeypatch)
    found = after("try-words", name, language, WORDS, without=("test-", "try-memorise"))
    cold, chosen, warm, hot = found.values()

    assert chosen["known"] > 0.8  # "most words are known"
    assert cold["different"] < 0.8 * chosen["different"]  # "repeats itself"
    assert 1 - warm["known"] > 2 * (1 - chosen["known"])  # "more words are misspelt"
    assert hot["known"] < 0.5  # "most words are"
    if "TF" in name:
        assert cold["headlines"] < 0.8
        assert warm["headlines"] > 0.9  # "nearly all of them differ"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_only_a_network_that_memorises_crosses_the_floor_and_only_on_what_it_has_seen(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_budget(monkeypatch)
    curves = after("try-memorise", name, language, CURVES, without=("test-",))
    found = {key: np.array(value) for key, value in curves.items()}

    assert found["floor"] < min(found["held_out"])
    assert found["floor"] < np.mean(found["losses"][-len(found["losses"]) // 10 :])
    assert np.mean(found["few_losses"][-len(found["few_losses"]) // 10 :]) < found["floor"]
    assert 5 * found["floor"] < found["few_held_out"][-1] > found["few_held_out"][0]
    assert found["by_position"][0] > 3 * np.mean(
        found["by_position"][len(found["by_position"]) // 2 :]
    )
