"""Every check meets every kind of answer: it finds, it never breaks, and nonsense never passes.

An error inside a check would leave the student "not graded", which an attacker could want. So
the only outcome is a `Finding`, whatever crosses the channel.
"""

import importlib
import inspect
import math
import pkgutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import assignments
from autograder.judge import expect
from autograder.judge.report import Finding
from autograder.judge.wire import Opaque, Tensor
from tests.autograder.assignments import oracle_tensorflow  # noqa: F401 - registers its answers
from tests.autograder.assignments.oracle import Oracle, tensorflow, torch
from tests.fuzz.strategies import foreign
from tests.support.marks import some

Check = Callable[..., Finding]
Change = Callable[[int, Any], Any]
Path = tuple[int | str, ...]
OF_LOGITS = (
    "common.temperature.is_softmax",
    "common.temperature.survives_extremes",
)  # say it of logits only
QUESTIONS: dict[str, dict[str, Any]] = {  # of an instructor, to the checks of a quiz
    "quizzes.quiz.single": {"name": "letter", "right": "b", "wrong": {"a": "no", "c": "no"}},
    "quizzes.quiz.multiple": {
        "name": "letters",
        "right": {"a": "yes", "c": "yes"},
        "wrong": {"b": "no"},
    },
    "quizzes.quiz.number": {
        "name": "number",
        "right": 0.731,
        "digits": 3,
        "wrong": {},
        "hint": "no",
    },
}
LONGEST = 5_000  # characters of a report's line: no answer may fill a feedback page

# The same examples in every run, and no clock: a test is right or wrong, never lucky.
light = settings(derandomize=True, deadline=None, database=None, max_examples=8)
ANSWERS = 100_000  # to each check, at length
VALUES = 20  # of any kind at a time, each of them put into every place of every answer


def every_check() -> dict[str, Check]:
    """Find every function that `check` decorates, in each of its forms."""
    found: dict[str, Check] = {}
    for info in pkgutil.walk_packages(assignments.__path__, "autograder.assignments."):
        if ".word_lab" in info.name or ".probes" in info.name:
            continue  # the oracle does not know the word-level lab; probes are no checks
        module = importlib.import_module(info.name)
        for name, judge in vars(module).items():
            own = inspect.isfunction(judge) and judge.__module__ == info.name
            if own and hasattr(judge, "__wrapped__"):
                title = f"{info.name.removeprefix('autograder.assignments.')}.{name}"
                found[title] = partial(judge, **QUESTIONS[title]) if title in QUESTIONS else judge
                if "form" in inspect.signature(judge).parameters and title not in OF_LOGITS:
                    found[f"{title} of probabilities"] = partial(judge, form="probabilities")
    return found


CHECKS = every_check()


def judged(name: str, change: Change) -> Finding:
    """Judge an oracle whose answers are changed; whatever is found can be reported."""
    finding = CHECKS[name](Oracle(b"secret", change=change))
    assert type(finding) is Finding
    for text in (finding.title, finding.expected, finding.observed, finding.hint):
        assert len(text.encode("utf-8")) <= LONGEST
    assert all(math.isfinite(value) for value in finding.evidence.values())
    asked = finding.expected or name in QUESTIONS  # a quiz does not tell the right answer
    assert finding.passed or (asked and finding.observed)
    return finding


def right_answers(name: str) -> list[Any]:
    oracle = Oracle(b"secret")
    assert CHECKS[name](oracle).passed
    return oracle.answers


def test_every_module_s_checks_are_found() -> None:
    assert len(CHECKS) >= 68
    assert {name.split(".")[0] for name in CHECKS} == {
        "common",
        "generative_pytorch",
        "generative_tensorflow",
        "quizzes",
    }


@pytest.mark.parametrize("name", CHECKS)
def test_the_answers_that_are_changed_below_are_right(name: str) -> None:
    assert judged(name, lambda _number, answer: answer).passed


def places(answer: Any, path: Path = ()) -> Iterator[Path]:
    """Walk an answer; of a list's items, take the first, one in the middle and the last."""
    yield path
    if isinstance(answer, list):
        for index in sorted({0, len(answer) // 2, len(answer) - 1} & set(range(len(answer)))):
            yield from places(answer[index], (*path, index))
    if isinstance(answer, dict):
        for key, item in answer.items():
            yield from places(item, (*path, key))


def at(answer: Any, path: Path) -> Any:
    for key in path:
        answer = answer[key]
    return answer


def replaced(answer: Any, path: Path, value: Any) -> Any:
    """Return a copy of an answer with another value in one place."""
    if not path:
        return value
    copy: Any = list(answer) if isinstance(answer, list) else dict(answer)
    copy[path[0]] = replaced(answer[path[0]], path[1:], value)
    return copy


def in_one(number: int, path: Path, value: Any) -> Change:
    """Return a change of one place in one answer."""
    return lambda n, answer: replaced(answer, path, value) if n == number else answer


def with_one(name: str, number: int, path: Path, value: Any) -> Finding:
    """Judge right answers, one of which has another value in one place."""
    return judged(name, in_one(number, path, value))


STRANGE: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    10**1000,
    0.0,
    1.0,
    math.nan,
    math.inf,
    -1e308,
    "",
    "a",
    "ValueError",
    "NotImplementedError",
    "a" * 100_000,
    [],
    [None],
    [[]],
    [1, 2],
    [1.0] * 240,
    list(range(2_000)),
    {},
    {"text": "a"},
    Opaque("int"),
    Opaque("Tensor"),
    np.array(1),
    np.array(math.nan),
    np.zeros(0),
    np.zeros((0, 5, 7)),
    np.zeros((100_000, 0)),
    np.ones((3_000, 2), np.int64),
    np.ones(3, bool),
    np.ones((2, 3, 4), np.float16),
    [np.ones(3)],
    [[np.ones(2), np.ones(2)]],
    [[[np.ones((2_000, 1, 2)), np.ones((2_000, 1))]]],
    torch(1),
    torch([math.inf]),
    tensorflow(np.zeros((1, 1, 0))),
]


def always(value: Any) -> Change:
    """Return a change of every answer to one value."""
    return lambda _number, _answer: value


@pytest.mark.parametrize("name", some(CHECKS, 2))
def test_an_answer_of_another_kind_altogether_fails(name: str) -> None:
    if not right_answers(name):
        pytest.skip("asks for an error only, which no answer is")
    for value in STRANGE:
        assert not judged(name, always(value)).passed


def kind(value: Any) -> str:
    """Name what a value is, as finely as a check has to."""
    if isinstance(value, (Tensor, np.ndarray)):
        framework = value.framework if isinstance(value, Tensor) else "numpy"
        letter = values_of(value).dtype.kind.replace("u", "i")
        return f"{framework} {letter}".replace("tensorflow", "numpy")  # either will do
    return type(value).__name__


def values_of(value: Any) -> np.ndarray[Any, Any]:
    return np.asarray(value.values if isinstance(value, Tensor) else value)


def forgiven(name: str, right: Any, value: Any) -> bool:
    """Tell whether a check may pass all the same: it leaves dtype and framework to another.

    A quiz takes a number of NumPy's for a number, and letters in a text for letters. Where the
    notebooks speak of arrays, a list of numbers is as good as one.
    """
    arrays_asked = name.startswith(("common.probabilities.", "common.sampler."))
    if isinstance(value, list) and (arrays_asked or name.endswith("of probabilities")):
        return expect.listed(value) is not None
    if name in QUESTIONS:
        return isinstance(value, str) or (isinstance(value, np.ndarray) and value.ndim == 0)
    lenient = name.startswith("generative_tensorflow.dataset.") and not name.endswith("has_types")
    lenient = (
        lenient or name == "generative_pytorch.batches.too_short"
    )  # about an error, not dtypes
    arrays = isinstance(right, (Tensor, np.ndarray)) and isinstance(value, (Tensor, np.ndarray))
    return lenient and arrays


def near_misses(value: Any) -> list[Any]:
    """Vary a right value: the same in another type, or the same type with other contents."""
    if isinstance(value, (Tensor, np.ndarray)):
        return arrays_near(value)
    if isinstance(value, (int, float)):
        whole = int(value) if np.isfinite(value) else 0
        other = float(value) if isinstance(value, int) else whole
        return [str(value), np.array(value), [value], torch(value), bool(value), other]
    if isinstance(value, str):
        return [[value], list(value), {value: value}, value + "a", value[:-1], value * 200]
    if isinstance(value, list):
        keyed = {str(number): item for number, item in enumerate(value)}
        return [[value], keyed, value * 2, value[:-1], value[::-1], value * 200]
    if isinstance(value, dict):
        return [[value], list(value.values()), {"a": value}]
    return []


def arrays_near(value: Any) -> list[Any]:
    array = values_of(value)
    dtypes = (np.int32, np.float16, np.float32, np.float64, bool)
    # -inf, a right logit, is no whole number; the last token of a large vocabulary no float16
    with np.errstate(invalid="ignore", over="ignore"):
        converted = [array.astype(dtype) for dtype in dtypes]
    others = [
        *converted,
        *(np.zeros(shape, array.dtype) for shape in ((*array.shape, 0), array.shape[:-1])),
        *(np.full(array.shape, extreme, array.dtype) for extreme in extremes(array.dtype)),
        *(np.full(array.shape, extreme, "f2") for extreme in extremes(np.dtype("f2"))),
        *(array[None], array[..., None], array.ravel()[:-1], array[:0], -array),
    ]
    return [
        array.tolist(),
        *(Tensor(framework, array) for framework in ("torch", "tensorflow")),
        *(
            Tensor(value.framework, other) if isinstance(value, Tensor) else other
            for other in others
        ),
    ]


def extremes(dtype: np.dtype[Any]) -> list[Any]:
    if dtype.kind != "f":
        return [np.iinfo(dtype).max, np.iinfo(dtype).min]
    return [math.nan, math.inf, np.finfo(dtype).max, np.finfo(dtype).min]


def not_finite(right: Any) -> list[Any]:
    """Return a right value with one number that is not finite, if it holds floats."""
    if isinstance(right, float):
        return [math.nan, math.inf, -math.inf]
    if not isinstance(right, (Tensor, np.ndarray)) or values_of(right).dtype.kind != "f":
        return []
    spoilt = []
    for number in (math.nan, math.inf, -math.inf):
        array = values_of(right).copy()
        array.flat[array.size // 2] = number
        spoilt.append(Tensor(right.framework, array) if isinstance(right, Tensor) else array)
    return spoilt


def matters(name: str, number: int, path: Path) -> bool:
    """Tell whether a check looks at this place: an opaque object there makes it fail."""
    return not with_one(name, number, path, Opaque("object")).passed


@pytest.mark.slow
@pytest.mark.parametrize("name", CHECKS)
def test_a_place_that_matters_takes_nothing_of_another_kind(name: str) -> None:
    for number, answer in enumerate(right_answers(name)):
        for path in places(answer):
            right, strict = at(answer, path), matters(name, number, path)
            for value in [*near_misses(right), *STRANGE]:
                passed = with_one(name, number, path, value).passed
                other = kind(value) != kind(right) and not forgiven(name, right, value)
                assert not (passed and strict and other), (path, value)


@pytest.mark.parametrize("name", some(CHECKS, 4))
def test_a_place_that_matters_takes_no_number_that_is_not_finite(name: str) -> None:
    for number, answer in enumerate(right_answers(name)):
        for path in places(answer):
            spoilt = not_finite(at(answer, path))
            strict = bool(spoilt) and matters(name, number, path)
            passed = [with_one(name, number, path, value).passed for value in spoilt]
            assert not (strict and any(passed)), path


def anywhere(data: st.DataObject, answer: Any) -> tuple[Path, Any]:
    """Draw a place in an answer, and anything to put there."""
    path = data.draw(st.sampled_from(list(places(answer))))
    near = near_misses(at(answer, path))
    return path, data.draw(foreign() | st.sampled_from([*near, *STRANGE]))


def find_with_anything(name: str, data: st.DataObject) -> None:
    """Put anything into one place or everywhere; a finding is all that may come of it."""
    answers = right_answers(name)
    number = data.draw(st.integers(0, max(0, len(answers) - 1)))
    if not answers or data.draw(st.integers(0, 4)) == 0:
        value = data.draw(foreign())
        judged(name, lambda _number, _answer: value)
        return
    path, value = anywhere(data, answers[number])
    right = at(answers[number], path)
    finding = with_one(name, number, path, value)
    if finding.passed and kind(value) != kind(right) and not forgiven(name, right, value):
        assert not matters(name, number, path)


@pytest.mark.parametrize("name", some(CHECKS, 8))
@light
@given(data=st.data())
def test_whatever_is_answered_there_is_a_finding(name: str, data: st.DataObject) -> None:
    find_with_anything(name, data)


def answered_at_length(right: list[Any], judge: Callable[[Change], object]) -> int:
    """Judge at least `ANSWERS` answers that hold anything anywhere; return how many.

    Args:
        right: the right answers, in which one place at a time is changed.
        judge: judges answers that are changed; an error of its own is what is looked for.
    """
    spots = [(number, path) for number, answer in enumerate(right) for path in places(answer)]
    judgements = 0

    @settings(light, max_examples=math.ceil(ANSWERS / (VALUES * (1 + len(spots)))))
    @given(st.lists(foreign(), min_size=VALUES, max_size=VALUES))
    def put_in(values: list[Any]) -> None:
        nonlocal judgements
        for value in values:
            judge(always(value))
            for number, path in spots:
                judge(in_one(number, path, value))
            judgements += 1 + len(spots)

    put_in()
    return judgements


@pytest.mark.slow
@pytest.mark.parametrize("name", CHECKS)
def test_whatever_is_answered_there_is_a_finding_at_length(name: str) -> None:
    assert answered_at_length(right_answers(name), partial(judged, name)) >= ANSWERS
