"""What was proved, as Markdown: every mutant, and what it means that a cell is tested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from autograder.i18n import _
from autograder.judge.statistics import ALPHA, POWER
from autograder.prove.mutants import Mutant
from autograder.prove.proof import BAR, Proof


def details(proof: Proof) -> str:
    """Return the whole result: shares, what is to be done, and a table of every mutant."""
    title = _("{name}: what small changes to the solution cost").format(name=proof.assignment.name)
    parts = [f"# {title}", summary(proof), *_problems(proof), *_survivors(proof), _table(proof)]
    return "\n\n".join(parts) + "\n"


def summary(proof: Proof) -> str:
    """Return the numbers: mutants, equivalent ones, and the share that is found under each key."""
    shares = ", ".join(f"{share:.1%}" for share in proof.shares)
    text = _(
        "{n} mutants, {equivalent} of them equivalent. Share of the others that lose points in a "
        "test of the task whose solution was changed, under each key: {shares} (at least "
        "{bar:.0%} are required)."
    )
    listed = len(proof.assignment.mutants) - len(proof.counted)
    return text.format(n=len(proof.assignment.mutants), equivalent=listed, shares=shares, bar=BAR)


def problems(proof: Proof) -> list[str]:
    """Return what is wrong with the list of equivalent mutants, a line each."""
    killed = _("{name} is listed as equivalent, but loses points in {cells}")
    gone = _("listed as equivalent in {cell}, but no mutant: {before} → {after}")
    lines = [
        killed.format(name=one.name, cells=", ".join(_lost(proof, one)))
        for one in proof.contradicted
    ]
    for listed in proof.gone:
        before, after = listed.lines
        lines.append(gone.format(cell=listed.cell, before=before, after=after))
    return lines


def _problems(proof: Proof) -> list[str]:
    return [f"- {line}" for line in problems(proof)]


def _survivors(proof: Proof) -> list[str]:
    """Show each mutant that its own tests do not always find, with its change."""
    if not proof.survivors:
        return []
    parts = ["## " + _("Not found by the tests of their own task")]
    for one in proof.survivors:
        parts += [f"### {one.name}", fate(proof, one), f"```diff\n{one.diff}\n```"]
    return parts


def fate(proof: Proof, mutant: Mutant) -> str:
    """Return in a sentence what became of a mutant that is not always found."""
    if times := proof.found(mutant):
        text = _("Found by its own tests under {n} of {keys} keys.")
        return text.format(n=times, keys=len(proof.verdicts))
    if lost := _lost(proof, mutant):
        return _("Found only by tests of other tasks: {cells}.").format(cells=", ".join(lost))
    return _("Alive: it gets every point.")


def _lost(proof: Proof, mutant: Mutant) -> list[str]:
    """Return the cells in which a mutant lost points under any key."""
    return _merged(verdicts[mutant.name].lost for verdicts in proof.verdicts)


def _merged(cells: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(name for some in cells for name in some))


def _table(proof: Proof) -> str:
    """Return the table of every mutant."""
    head = [_("mutant"), _("change"), _("its own tests"), _("other tests"), _("visible lines")]
    rows = [_row(proof, one) for one in proof.assignment.mutants]
    return "## " + _("Every mutant") + "\n\n" + _markdown([head, *rows])


def _row(proof: Proof, mutant: Mutant) -> list[str]:
    lost = _lost(proof, mutant)
    own = [name for name in lost if name in proof.assignment.tests[mutant.cell]]
    red = _merged(verdicts[mutant.name].red for verdicts in proof.verdicts)
    before, after = (f"`` {' ⏎ '.join(text.splitlines())} ``" for text in mutant.lines)
    missing = _("alive") if not lost else ""
    if mutant.name in proof.reasons:
        missing = _("equivalent: {reason}").format(reason=proof.reasons[mutant.name])
    return [
        mutant.name,
        f"{before} → {after}",
        ", ".join(own) or missing,
        ", ".join(name for name in lost if name not in own),
        ", ".join(red),
    ]


def what_tested_means(proof: Proof, cells: Iterable[Mapping[str, Any]]) -> str:
    """Return what it means that each cell is tested: mutants found, draws, error rates.

    Args:
        proof: what was proved.
        cells: the cells of the reference solution's receipt.
    """
    title = _("{name}: what “tested” means").format(name=proof.assignment.name)
    head = [
        _("cell"),
        _("points"),
        _("mutants of its task"),
        _("found in this cell"),
        _("statistical checks"),
        _("draws"),
        _("false fails, at most"),
        _("power, at least"),
    ]
    rows = [_tested_row(proof, cell) for cell in cells]
    note = _(
        "Written by `python -m autograder prove`. A mutant is the reference solution with one "
        "small change; equivalent ones are not counted. The other columns concern checks that "
        "draw samples: how many draws the reference solution was asked for, how often correct "
        "code fails, and how surely each named misconception is found. A cell without such "
        "checks gives the same points every time."
    )
    return "\n\n".join([f"# {title}", summary(proof), note, _markdown([head, *rows])]) + "\n"


def _tested_row(proof: Proof, cell: Mapping[str, Any]) -> list[str]:
    name = cell["grade_id"]
    task = [one for one in proof.counted if name in proof.assignment.tests[one.cell]]
    found = sum(all(name in v[one.name].lost for v in proof.verdicts) for one in task)
    evidence = [finding["evidence"] for finding in cell["findings"]]
    drawn = [one for one in evidence if {"p_value", "n"} & one.keys()]
    row = [name, f"{cell['max_points']:g}", f"{len(task)}", f"{found}", f"{len(drawn)}"]
    if not drawn:
        return [*row, "", "", ""]
    draws = sum(int(one.get("n", 0)) for one in drawn)
    rate = sum(float(one.get("alpha", ALPHA)) for one in drawn)
    return [*row, f"{draws}", f"{rate:.0e}", f"{POWER:.1%}"]


def _markdown(table: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown, its first row the head."""
    head, *rows = ([cell.replace("|", "\\|") for cell in row] for row in table)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
