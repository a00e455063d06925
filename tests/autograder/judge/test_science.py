"""Forged instructions for what libraries have make nothing, or nothing large."""

from typing import Any

import numpy as np
import pytest

from autograder.judge import carry, notebook

NUMBERS, PLACES = np.ones(2), np.zeros(2, np.int32)
FORGED: list[list[Any]] = [
    [["dtype", "V999999"]],
    [["dtype", "(9999,9999)f8"]],
    [1, ["fields", ["a"]]],
    [["fields", ["a", "b"]]],
    [["torch dtype", "load"]],
    [NUMBERS, ["structured", ["a"], [10**9]]],
    [["structured", [], []]],
    [1.5, ["matrix"]],
    [NUMBERS, PLACES, PLACES, ["sparse", "dia_matrix", 2, 2]],
    [NUMBERS, PLACES, PLACES, ["sparse", "csr_matrix", 10**9, 1]],
    [NUMBERS, PLACES, PLACES, ["sparse", "csr_matrix", -1, 2]],
    [NUMBERS, PLACES + 5, PLACES, ["sparse", "csr_matrix", 2, 2]],
    [NUMBERS, NUMBERS, PLACES[:1], ["sparse", "coo_array", 2, 2]],
    [["member", "os", "_Environ", "x"]],
    [["member", "http", "HTTPStatus", "__class__"]],
    [["member", "inspect", "Parameter", "empty"]],
    [1, 2, ["Period"]],
    ["a", "b", "right", ["Interval"]],
    [1, ["defaultdict", "own", 0]],
    [["defaultdict", "own", 0]],
]


def refuse(instruction: list[Any]) -> Any:
    raise carry.CarryError(f"{notebook.__name__} knows none: {instruction[0]}")


@pytest.mark.parametrize("instructions", FORGED, ids=str)
def test_a_forged_instruction_makes_nothing(instructions: list[Any]) -> None:
    with pytest.raises(carry.CarryError):
        carry.unpack(instructions, refuse)
