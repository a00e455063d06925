"""`prove`: mutation testing of the hidden tests, printed and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from autograder.commands.progress import Live, live
from autograder.course import Course, load_course
from autograder.grade import receipt
from autograder.i18n import _
from autograder.prove import equivalent, report
from autograder.prove.proof import Proof
from autograder.prove.trial import REFERENCE, WHOLE, Assignment, assignment, judge
from lesson.i18n import ENGLISH, LANGUAGES, use

BANK = Path("tests/submissions")
TESTED = "tested"  # .md, beside the bank


@dataclass(frozen=True)
class Prover:
    """Proves assignments of a course.

    Attributes:
        course: the course.
        keys: under how many keys.
        console: where the result is printed.
        wrote: called with each file that was written.
    """

    course: Course
    keys: int
    console: Console
    wrote: Callable[[Path], None]

    def run(self, names: Sequence[str], cells: Sequence[str] = ()) -> bool:
        """Prove assignments, print and write what was found, and return whether the bar is kept.

        Args:
            names: the assignments.
            cells: grade ids of the solution cells to change; none: all of them.
        """
        todo = [assignment(self.course, name, cells) for name in names]
        total = self.keys * sum(len(one.mutants) for one in todo)
        with live(self.console, _("judging mutants"), total) as shown:
            proofs = [self._prove(one, shown) for one in todo]
        for proof in proofs:
            self._print(proof)
            self._write(self.folder / f"{proof.assignment.name}.md", report.details(proof))
            if not cells:
                self._write_tested(proof)
        return all(proof.holds for proof in proofs)

    def _prove(self, one: Assignment, shown: Live) -> Proof:
        listed = equivalent.read(self._bank(one) / equivalent.FILE)
        reasons, _gone = equivalent.matched(listed, one.mutants)
        verdicts = [
            judge(self.course, self._scratch(one, key), one, key, reasons, shown)
            for key in range(1, self.keys + 1)
        ]
        return Proof.of(one, listed, verdicts)

    @property
    def folder(self) -> Path:
        """Where the scratch courses and the results go."""
        return self.course.root / "build" / "prove"

    def _scratch(self, one: Assignment, key: int) -> Path:
        return self.folder / one.name / f"key-{key}"

    def _bank(self, one: Assignment) -> Path:
        return self.course.root / BANK / one.name

    def _print(self, proof: Proof) -> None:
        """Print the numbers, and of each mutant that is not found its change and its fate."""
        print_ = self.console.print
        print_(Text(f"{proof.assignment.name}: {report.summary(proof)}"), soft_wrap=True)
        for one in proof.survivors:
            print_(Text(f"{one.name}: {report.fate(proof, one)}", style="yellow"))
            print_(Text(one.diff), soft_wrap=True)
        for line in report.problems(proof):
            print_(Text(line, style="red"), soft_wrap=True)

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.wrote(path)

    def _write_tested(self, proof: Proof) -> None:
        """Write beside the bank, in each language, what it means that a cell is tested."""
        one = proof.assignment
        scratch = load_course(self._scratch(one, 1) / WHOLE)
        (path,) = receipt.folder_of(scratch, REFERENCE, one.name).glob("*.json")
        cells = receipt.read(scratch, path)["cells"]
        pages = {}
        for language in LANGUAGES:
            use(language)
            suffix = "" if language == ENGLISH else f".{language.replace('_', '-')}"
            pages[f"{TESTED}{suffix}.md"] = report.what_tested_means(proof, cells)
        use(self.course.language)
        for name, text in pages.items():
            self._write(self._bank(one) / name, text)
