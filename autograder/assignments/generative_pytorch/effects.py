"""Judges of what generation leaves behind: recorded gradients, and the network's mode."""

from __future__ import annotations

from autograder.assignments.common.script import GAP, Script
from autograder.assignments.generative_pytorch.generation import SURE, asked_of
from autograder.assignments.generative_pytorch.reading import calls_of
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Student, check, expect

EVERY_MODE = N_(
    "A module inside, such as dropout, has a mode too: net.train() and net.eval() set them "
    "all, the attribute `training` only one."
)
MODES = ("training_after", "inside_after")


@check(N_("Generation records no gradients"))
def no_gradients(student: Student, soft: bool = False) -> None:
    """Read from the network's notes whether its outputs recorded a graph.

    Afterwards, what records gradients and what does not is as it was.
    """
    rng = student.rng("generation.no_gradients")
    for recording in (True, False):
        script = Script.random(rng, SURE if soft else GAP).within()
        start = script.prompt(rng, 2)
        answer = asked_of(student, script, 5, start, False, soft, recording=recording)
        if any(call.get("recorded") is not False for call in calls_of(answer)):
            raise Mismatch(
                _("calls that record no gradients"),
                _("calls that record them"),
                _("Generation learns nothing; recording costs memory with every character."),
            )
        if expect.field(answer, "recording_after") is not recording:
            raise Mismatch(
                _("torch.is_grad_enabled() = {mode} before and after").format(mode=recording),
                str(not recording),
                _("with torch.no_grad() restores the mode by itself: leave that to it."),
            )
        if expect.field(answer, "thawed") is not False:
            raise Mismatch(
                _("requires_grad of each parameter as before"),
                _("another one"),
                _("Leave requires_grad alone: with torch.no_grad() nothing is recorded."),
            )


@check(N_("Generation runs in evaluation mode and leaves the network in the mode it had"))
def restores_mode(student: Student, soft: bool = False) -> None:
    """Start in both modes, also with nothing to write; compare the mode during and after.

    The last network is in training mode, but a module inside it is not, as one that has been
    trained before; whether that module is then in the network's mode or its own is left open.
    """
    rng = student.rng("generation.restores_mode")
    cases = ((True, 15, False), (False, 5, False), (True, 0, False), (False, 0, False))
    for training, size, resting in (*cases, (True, 5, True)):
        script = Script.random(rng, SURE if soft else GAP).within()
        start = script.prompt(rng, 2)
        answer = asked_of(student, script, size, start, training, soft, resting=resting)
        for call in calls_of(answer) if size else []:
            if call.get("training") is not False or call.get("inside") is not False:
                raise Mismatch(
                    _("evaluation mode while generating"),
                    _("training mode"),
                    _("In training mode dropout would damage the text.")
                    if call.get("training") is not False
                    else _(EVERY_MODE),
                )
        modes = MODES[:1] if resting else MODES
        after = [expect.field(answer, name) is training for name in modes]
        if not all(after):
            raise Mismatch(
                _("training = {mode} before and after").format(mode=training),
                _("training = {mode} afterwards").format(mode=not training),
                _mode_hint(size, resting, flag_only=after[0]),
            )
        if expect.field(answer, "hooked") is not False:
            raise Mismatch(
                _("a network without hooks, as before"),
                _("one with hooks"),
                _("A hook stays on the network: remove it once the text is written."),
            )


def _mode_hint(size: int, resting: bool, flag_only: bool) -> str:
    if resting:
        return _("The mode of a network is its own attribute, whatever the modules inside it have.")
    if not size:
        return _("With size 0 the network keeps its mode too: restore it however the text ends.")
    if flag_only:
        return _(EVERY_MODE)
    return _("Training goes on after a sample: remember the mode and restore it.")
