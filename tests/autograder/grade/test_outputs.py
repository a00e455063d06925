"""What is kept of a kernel's output, and what is said of the rest."""

from typing import Any

from nbformat.v4 import new_code_cell, new_output

from autograder.grade.outputs import Collector

IDLE = {"msg_type": "status", "content": {"execution_state": "idle"}}


def printed(text: str) -> dict[str, Any]:
    return {
        "msg_type": "stream",
        "content": {"name": "stdout", "text": text},
        "bytes": len(text),
    }


def collected(collector: Collector, *messages: dict[str, Any]) -> list[str]:
    """Let a cell put something out, and return its outputs' texts."""
    cell = new_code_cell()
    collector.begin()
    for message in messages:
        if collector.takes(message) and not collector.adds(message, cell):
            content = message["content"]
            cell.outputs += [new_output("stream", name="stdout", text=content["text"])]
    collector.takes(IDLE)
    collector.end(cell)
    return [one.text if "text" in one else one.data["text/plain"] for one in cell.outputs]


def test_pieces_of_a_stream_are_one_output() -> None:
    assert collected(Collector(1000), *(printed(f"{n}\n") for n in range(3))) == ["0\n1\n2\n"]


def test_a_cell_keeps_half_of_what_is_left_and_a_sentence_says_so() -> None:
    collector = Collector(10_000_000)
    much = printed("x" * 6_000_000)

    text, note = collected(collector, much, printed("more"))
    later, second = collected(collector, printed("y" * 3_000_000))

    assert (len(text), note) == (5_000_000, "[more than 5 MB of output: the rest is not kept]")
    assert (len(later), second) == (2_500_000, "[more than 2.5 MB of output: the rest is not kept]")
    assert collected(collector, printed("small")) == ["small"]


def test_a_cell_whose_output_did_not_arrive_says_so() -> None:
    collector, cell = Collector(1000), new_code_cell()
    collector.end(cell)

    assert cell.outputs[0].data["text/plain"] == "[the rest of this output did not arrive]"


def test_what_is_no_output_is_not_taken() -> None:
    message = {"msg_type": "comm_open", "content": {}, "bytes": 10}

    assert not Collector(1000).takes(message)
