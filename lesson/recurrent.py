"""Keras networks one step at a time, with their state in the open."""

from typing import Any

from lesson.i18n import _

State = list[Any] | None


def step(model: Any, inputs: Any, state: State = None) -> tuple[Any, State]:
    """Read one step of a sequence, going on from a state.

    `model(x)` reads a whole sequence and forgets it; its layers can do more. Each recurrent
    layer has a cell, which takes one step and the state, and gives an output and the next
    state. This function leads one step through the layers of a model, in their order.

    Args:
        model: a Keras model whose layers form a chain, recurrent ones with a `cell` among them.
        inputs: one step of a batch, shape (B, V).
        state: what the step before returned; None: the beginning of the sequence.

    Returns:
        (outputs, state): what the model gives for this step, shape (B, V), and the state after
        it, one item for each recurrent layer.

    Raises:
        ValueError: inputs of a rank other than 2.
    """
    if len(inputs.shape) != 2:
        problem = _("one step has shape (B, V), not {shape}")
        raise ValueError(problem.format(shape=tuple(inputs.shape)))
    recurrent = [layer for layer in model.layers if hasattr(layer, "cell")]
    before = state or [layer.get_initial_state(len(inputs)) for layer in recurrent]
    after: list[Any] = []
    outputs = inputs[:, None]  # (B, 1, V)
    for layer in model.layers:
        if hasattr(layer, "cell"):
            h, following = layer.cell(outputs[:, 0], before[len(after)])  # (B, H)
            after.append(following)
            outputs = h[:, None]  # (B, 1, H)
        elif type(layer).__name__ != "InputLayer":
            outputs = layer(outputs)
    return outputs[:, 0], after
