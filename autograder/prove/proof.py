"""What the mutants of one assignment prove about its hidden tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.prove.equivalent import Equivalent, matched
from autograder.prove.mutants import Mutant
from autograder.prove.trial import Assignment, Verdict

BAR = 0.98
"""The share of the mutants that must lose points in a test of their own task, under each key."""


@dataclass(frozen=True)
class Proof:
    """The verdicts on the mutants of one assignment.

    Attributes:
        assignment: the assignment.
        reasons: why a mutant counts as equivalent, by its name.
        gone: what is listed as equivalent but is not a mutant.
        verdicts: by mutant, a mapping for each key.
    """

    assignment: Assignment
    reasons: Mapping[str, str]
    gone: tuple[Equivalent, ...]
    verdicts: tuple[Mapping[str, Verdict], ...]

    @classmethod
    def of(
        cls,
        assignment: Assignment,
        listed: Iterable[Equivalent],
        verdicts: Iterable[Mapping[str, Verdict]],
    ) -> Proof:
        """Compare verdicts with the list of equivalent mutants."""
        reasons, gone = matched(listed, assignment.mutants)
        cells = {mutant.cell for mutant in assignment.mutants}
        every = cells == assignment.tests.keys()
        missing = (one for one in gone if every or one.cell in cells)
        return cls(assignment, reasons, tuple(missing), tuple(verdicts))

    @property
    def counted(self) -> list[Mutant]:
        """The mutants that are not listed as equivalent."""
        return [one for one in self.assignment.mutants if one.name not in self.reasons]

    def own(self, mutant: Mutant, verdict: Verdict) -> list[str]:
        """Return the tests of a mutant's own task in which it lost points."""
        return [name for name in verdict.lost if name in self.assignment.tests[mutant.cell]]

    def found(self, mutant: Mutant) -> int:
        """Return under how many keys a mutant lost points in a test of its own task."""
        return sum(bool(self.own(mutant, verdicts[mutant.name])) for verdicts in self.verdicts)

    @property
    def shares(self) -> list[float]:
        """The share of the counted mutants that their own tests find, for each key."""
        counted = self.counted
        return [
            sum(bool(self.own(one, verdicts[one.name])) for one in counted) / max(1, len(counted))
            for verdicts in self.verdicts
        ]

    @property
    def survivors(self) -> list[Mutant]:
        """The counted mutants that their own tests do not find under every key."""
        return [one for one in self.counted if self.found(one) < len(self.verdicts)]

    @property
    def contradicted(self) -> list[Mutant]:
        """The mutants that are listed as equivalent and lose points all the same."""
        return [
            one
            for one in self.assignment.mutants
            if one.name in self.reasons and any(v[one.name].lost for v in self.verdicts)
        ]

    @property
    def holds(self) -> bool:
        """Whether the bar is kept, and everything that is listed is as it is listed."""
        return min(self.shares) >= BAR and not self.contradicted and not self.gone
