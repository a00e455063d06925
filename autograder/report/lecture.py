"""The parts of a report's page on code: misconceptions, what went wrong, what is alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from autograder.i18n import _
from autograder.report.fingerprints import Span
from autograder.report.gather import Class
from autograder.report.incidents import LONG
from autograder.report.misconceptions import Misconception
from autograder.report.sections import folded
from autograder.report.similar import ALIKE, FALSE_ALARMS, Pair
from autograder.report.view import Block, Code, Section, Table, code, number, percent
from autograder.text import few_names, printable

SHOWN = 20  # of each kind; the tables have all
LINES = 40  # of a piece of code
CELLS = 3  # of a pair


def misconceptions(found: Class) -> Section:
    """Say what the class misunderstands."""
    title = _("What to talk about")
    if not found.misconceptions:
        return Section("misconceptions", title, [_("No check has failed.")])
    sentences = [
        _(
            "What the tests say most often. The code is one student's, without comments or the "
            "student's name."
        ),
        *_more(len(found.misconceptions), "misconceptions.csv"),
    ]
    blocks = [_block(found, one) for one in found.misconceptions[:SHOWN]]
    return Section("misconceptions", title, sentences, blocks=blocks)


def _more(count: int, name: str) -> list[str]:
    """Return a sentence on what is not shown, if there is any."""
    text = _("The first {shown} of {count} are shown; {name} has all.")
    return [text.format(shown=SHOWN, count=count, name=name)] if count > SHOWN else []


def _block(found: Class, one: Misconception) -> Block:
    share = _("{count} of {all}").format(count=len(one.students), all=found.graded)
    tests = _("Tests: {names}").format(names=few_names(one.cells))
    codes = [code(_("one of them"), one.snippet)] if one.snippet else []
    hint = printable(one.hint, 400)
    return Block(f"{share}: {hint}", [tests], folded(found, one.students), codes)


def incidents(found: Class) -> Section:
    """Say which cells raised, were stopped or took long."""
    title = _("Errors, limits and long cells")
    if not found.incidents:
        text = _("No cell raised an error, was stopped or took more than {seconds} s.")
        return Section("cells", title, [text.format(seconds=number(LONG))])
    sentences = [
        _("How many students had an error in a cell, were stopped in it, or waited for it long."),
        *_more(len(found.incidents), "cells.csv"),
    ]
    header = (
        *(_("cell"), _("error"), _("which"), _("stopped"), f"> {number(LONG)} s"),
        *(_("longest, s"), _("who")),
    )
    rows = [
        (
            printable(one.cell, 60),
            str(len(one.raised)),
            ", ".join(f"{printable(name, 40)} {count}" for name, count in one.errors[:3]),
            str(len(one.stopped)),
            str(len(one.long)),
            number(one.most, 1) if one.most else "–",
            folded(found, sorted({*one.raised, *one.stopped, *one.long})),
        )
        for one in found.incidents[:SHOWN]
    ]
    table = Table(_("Cells, the most students first"), header, rows, frozenset({1, 3, 4, 5}))
    return Section("cells", title, sentences, tables=[table])


def pairs(found: Class) -> Section:
    """Show which students' own code is alike."""
    title = _("Similar code")
    here = found.graded * (found.graded - 1) // 2
    sentences = [
        _(
            "Pairs whose own code has at least {share} of its shorter side in common, whatever "
            "the names, comments and layout. The stub, the course's code and solutions, and "
            "what many students wrote do not count."
        ).format(share=percent(ALIKE)),
        _(
            "This says that two texts are alike, not why: people learn together and from the same "
            "pages. Of the pairs of right solutions in the course's own bank, up to {rate} are "
            "shown as well; of the {here} pairs in this class, that would be {expected}. Talk with "
            "the students first."
        ).format(rate=percent(FALSE_ALARMS), here=here, expected=number(here * FALSE_ALARMS, 1)),
    ]
    if not found.pairs:
        return Section("similar", title, [*sentences, _("There are none in this class.")])
    sentences += _more(len(found.pairs), "similar.csv")
    blocks = [_pair(found, n, one) for n, one in enumerate(found.pairs[:SHOWN], start=1)]
    return Section("similar", title, sentences, blocks=blocks)


def _pair(found: Class, index: int, pair: Pair) -> Block:
    title = _("Pair {number}: {share} in common").format(number=index, share=percent(pair.share))
    codes: list[Code] = []
    cells = Counter((one[0], other[0]) for one, other in pair.places)
    for names, _count in cells.most_common(CELLS):
        here = [p for p in pair.places if (p[0][0], p[1][0]) == names]
        for side, student in enumerate((pair.first, pair.second)):
            spans = [place[side][1] for place in here]
            codes.append(_side(found.code[student][names[side]], names[side], spans))
    return Block(title, (), folded(found, (pair.first, pair.second)), codes)


def _side(source: str, name: str, spans: Sequence[Span]) -> Code:
    """Return the part of a cell in which the marked lines are."""
    marked = {line for span in spans for line in range(span.first, span.last + 1)}
    lines = source.split("\n")
    first = max(0, min(marked) - 2)
    kept = lines[first : min(first + LINES, max(marked) + 3)]
    title = _("a cell of the student's own") if name.isdecimal() else name
    return code(title, "\n".join(kept), frozenset(line - first for line in marked))
