"""The channel: the same question gets the same answer whatever stands at its other end."""

import inspect
import pickle
import queue
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jupyter_client.manager import KernelManager

from autograder import errors
from autograder.assignments.common import sampler
from autograder.errors import StudentError, StudentRaised, StudentStopped, UnfitFile
from autograder.judge import wire
from autograder.judge.probe import Probes
from autograder.judge.report import Mismatch
from autograder.judge.student import KernelStudent, NotebookStudent, Student
from tests.support.fork import forked

SEED = b"a seed"
plain = Probes(wire.__file__, "plain")
sampling = Probes(sampler.__file__, "sampling")
HANG = 120  # seconds until a kernel that does not answer is given up; no test depends on it

CELL = """
import numpy
import torch


def number():
    return 7


def texts():
    return {"a": ["b", None, True, 1.5]}


def double(x):
    return x * 2


def temperature_probabilities(logits, temperature):
    return torch.softmax(logits / temperature, dim=-1)


def refuses(reason):
    raise ValueError(reason)


class Foreign:
    def __eq__(self, other):
        return True


def foreign():
    return Foreign()


def stops():
    raise SystemExit("enough")


exec = eval = compile = print = None
wire = json = np = answer = 1
"""


def notebook(folder: Path) -> Iterator[Student]:
    names: dict[str, Any] = {}
    exec(CELL, names)  # noqa: S102 - a student's cell of our own
    yield NotebookStudent(names, SEED)


def fork(folder: Path) -> Iterator[Student]:
    with forked(SEED) as student:
        assert student.run(CELL) == ""
        yield student


def kernel(folder: Path) -> Iterator[Student]:
    with running_kernel(folder) as (run, evaluate):
        assert run(CELL)["status"] == "ok"
        yield KernelStudent(evaluate, SEED)


Run = Callable[..., Mapping[str, Any]]


@contextmanager
def running_kernel(folder: Path) -> Iterator[tuple[Run, Run]]:
    """Start a kernel that is reached over files, as the grader starts it."""
    manager = KernelManager(
        transport="ipc",
        ip=str(folder / "channel"),  # absolute, else the kernel hangs
        connection_file=str(folder / "kernel.json"),
    )
    quiet = subprocess.DEVNULL
    manager.start_kernel(cwd=str(folder), stdout=quiet, stderr=quiet)
    client = manager.client()
    client.start_channels()

    def run(code: str, **expressions: str) -> dict[str, Any]:
        message = client.execute(code, silent=True, allow_stdin=False, user_expressions=expressions)
        while True:
            try:
                reply = client.get_shell_msg(timeout=HANG)
            except queue.Empty:
                raise StudentStopped(f"no answer within {HANG} s") from None
            if reply["parent_header"].get("msg_id") == message:
                return dict(reply["content"])

    def evaluate(expression: str) -> Mapping[str, Any]:
        return dict(run("", answer=expression)["user_expressions"]["answer"])

    try:
        client.wait_for_ready(timeout=HANG)
        yield run, evaluate
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


ENDS = {"notebook": notebook, "forked": fork, "kernel": kernel}


@pytest.fixture(scope="module", params=ENDS)
def student(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Student]:
    """A student at each end, who has run CELL."""
    yield from ENDS[request.param](tmp_path_factory.mktemp("student"))


def test_plain_values_come_back(student: Student) -> None:
    assert student.call("number") == 7
    assert student.call("texts") == {"a": ["b", None, True, 1.5]}


def test_arrays_go_there_and_back(student: Student) -> None:
    doubled = student.ask(plain.call, name="double", arguments=[np.arange(6.0).reshape(2, 3)])

    assert type(doubled) is np.ndarray
    assert (doubled.dtype.name, doubled.tolist()) == ("float64", [[0, 2, 4], [6, 8, 10]])


def test_a_framework_probe_brings_tensors_back(student: Student) -> None:
    (answer,) = student.ask(
        sampling.probabilities, given=[np.zeros(4, np.float32)], temperatures=[2.0], kind="torch"
    )

    assert isinstance(answer["probabilities"], wire.Tensor)
    assert answer["probabilities"].framework == "torch"
    assert answer["probabilities"].values.dtype.name == "float32"
    assert answer["probabilities"].values.tolist() == [0.25] * 4
    assert answer["unchanged"] is True


def test_an_error_in_the_student_s_code_tells_type_text_and_line(student: Student) -> None:
    with pytest.raises(StudentRaised) as caught:
        student.call("refuses", "not like this")

    assert (caught.value.type_name, caught.value.text) == ("ValueError", "not like this")
    assert caught.value.where[-1].startswith("refuses, line ")
    assert str(caught.value).startswith("ValueError: not like this (refuses, line ")


def test_a_missing_name_is_a_name_error(student: Student) -> None:
    with pytest.raises(StudentRaised, match="name 'absent' is not defined") as caught:
        student.call("absent")

    assert caught.value.type_name == "NameError"


def test_a_foreign_object_arrives_as_its_type_only(student: Student) -> None:
    answer = student.call("foreign")

    assert answer == wire.Opaque("Foreign")
    assert answer != 7


def test_leaving_is_an_error_like_any_other(student: Student) -> None:
    with pytest.raises(StudentRaised, match="SystemExit: enough"):
        student.call("stops")

    assert student.call("number") == 7


def test_names_that_the_student_reused_do_not_disturb_the_door(student: Student) -> None:
    """CELL ends by shadowing builtins and our own names; asking goes on as before."""
    assert student.call("number") == 7
    with pytest.raises(StudentRaised, match="'NoneType' object is not callable"):
        student.call("eval", "1")


def test_asking_leaves_no_name_behind(tmp_path_factory: pytest.TempPathFactory) -> None:
    names = {"f": lambda: 1}

    NotebookStudent(names).call("f")

    assert list(names) == ["f"]


def test_a_question_that_is_not_there_is_an_error_before_anyone_is_asked() -> None:
    with pytest.raises(AttributeError, match="no probe 'absent'"):
        _ = plain.absent


def numbers(seed: bytes, label: str) -> list[float]:
    drawn: list[float] = NotebookStudent({}, seed).rng(label).random(4).tolist()
    return drawn


def test_the_same_seed_and_label_give_the_same_numbers() -> None:
    assert numbers(b"s", "a") == numbers(b"s", "a")


@pytest.mark.parametrize(("seed", "label"), [(b"s", "b"), (b"t", "a"), (b"", "a"), (b"s", "")])
def test_another_seed_or_label_gives_other_numbers(seed: bytes, label: str) -> None:
    assert numbers(b"s", "a") != numbers(seed, label)


def test_numbers_do_not_depend_on_the_order_of_labels_or_the_room(student: Student) -> None:
    student.rng("first").random(3)

    assert numbers(SEED, "second") == student.rng("second").random(4).tolist()
    assert numbers(SEED, "first") == student.rng("first").random(4).tolist()


def test_a_kernel_that_stopped_is_not_asked_again() -> None:
    asked = []

    def evaluate(expression: str) -> Mapping[str, Any]:
        asked.append(expression)
        raise StudentStopped("no answer within 60 s")

    student = KernelStudent(evaluate, b"")
    for _attempt in range(3):
        with pytest.raises(StudentStopped, match="within 60 s"):
            student.call("f")

    assert len(asked) == 1


def test_a_process_that_ended_is_a_student_who_stopped() -> None:
    with forked() as student:
        student.run("import os\ndef leaves():\n    os._exit(0)")
        for _attempt in range(2):
            with pytest.raises(StudentStopped, match="ended"):
                student.call("leaves")


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"status": "error", "ename": "TypeError", "evalue": "no"},
        {"status": "ok", "data": {"text/plain": "7"}},
        {"data": {wire.Sealed.mime: 7}},
        {"data": {wire.Sealed.mime: "not JSON"}},
        {"data": {wire.Sealed.mime: '{"returned": 7}'}},
        {"data": {wire.Sealed.mime: wire.dumps(7)}},
        {"data": {wire.Sealed.mime: wire.dumps(["returned", 7])}},
    ],
    ids=str,
)
def test_what_is_not_an_answer_is_a_student_error(reply: dict[str, Any]) -> None:
    with pytest.raises(StudentError) as caught:
        KernelStudent(lambda expression: reply, b"").call("f")

    assert type(caught.value) is StudentError


def test_a_forged_error_has_no_more_than_text() -> None:
    told = wire.dumps({"raised": [1], "message": {"a": 1}, "where": "here"})

    with pytest.raises(StudentError, match="not in the agreed form"):
        KernelStudent(lambda expression: {"data": {wire.Sealed.mime: told}}, b"").call("f")


def test_a_student_s_message_is_cut_and_can_be_written() -> None:
    told = wire.dumps(
        {
            "raised": "E",
            "kinds": ["E"],
            "message": "\ud800" + "a" * 10**6,
            "where": ["b"],
            "stub": False,
        }
    )

    with pytest.raises(StudentRaised) as caught:
        KernelStudent(lambda expression: {"data": {wire.Sealed.mime: told}}, b"").call("f")

    assert caught.value.text == "?" + "a" * 499


@pytest.mark.parametrize("reply", [{"data": []}, {"data": None}, {}, {"data": {"x": 1}}])
def test_a_reply_without_an_answer_is_the_student_s_failure(reply: dict[str, Any]) -> None:
    with pytest.raises(StudentError, match="no answer came back"):
        KernelStudent(lambda expression: reply, b"").call("f")


ERRORS: list[type[Any]] = [
    value
    for _name, value in inspect.getmembers(errors, inspect.isclass)
    if value not in (StudentRaised, UnfitFile)
]


@pytest.mark.parametrize(
    "error",
    [
        *(kind("what happened") for kind in ERRORS),
        StudentRaised("ValueError", "why", ("f, line 2: raise",), ("Exception",), stub=True),
        UnfitFile("notes.txt", "a link"),
        Mismatch("this", "that", "because", {"p_value": 0.0}),
        Mismatch("this", "that"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_pickling(error: Exception) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own

    assert type(error) is type(copy)
    assert error.args == copy.args
    assert str(error) == str(copy)
    assert vars(error) == vars(copy)


def test_every_error_is_in_one_tree() -> None:
    assert all(issubclass(kind, errors.AutograderError) for kind in ERRORS)
    assert {errors.StudentError} == {*StudentStopped.__bases__, *StudentRaised.__bases__}


def test_a_library_s_colours_do_not_reach_the_report() -> None:
    def coloured() -> None:
        raise ValueError("\x1b[1mCannot build\x1b[0m the \x1b[38;5;34mlayer\x1b[0m")

    with pytest.raises(StudentRaised, match="ValueError: Cannot build the layer"):
        NotebookStudent({"coloured": coloured}).call("coloured")
