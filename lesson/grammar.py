"""Weighted grammars without recursion: a source of text whose entropy is known exactly.

The format, by example::

    # A comment runs from a hash sign to the end of the line.
    greeting =
        3: hello, {who}          # three times as likely as the next alternative
        good morning, {who}
    who = world | dear {who_else}
    who_else = reader | student

A rule starts at the left margin; its alternatives follow, one a line or separated by ``|``.
``{name}`` stands for a rule. The first rule is where every string starts. Weights are relative
within their rule, and 1 where none is written.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate, product
from pathlib import Path
from typing import NamedTuple, Protocol

from lesson.ambiguity import find
from lesson.i18n import _

_HEADER = re.compile(r"([a-z][a-z0-9_]*)\s*=(.*)")
_WEIGHT = re.compile(r"([-+]?\d+(?:\.\d+)?):\s+(.*)")
_COMMENT = re.compile(r"(^|\s)#.*")


class GrammarError(ValueError):
    """Say what is wrong with a grammar file, and where.

    Args:
        where: file and line, as ``name:line``.
        problem: what was found and what to do about it, one line.
    """

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(where, problem)
        self.where = where
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


class GrammarSyntaxError(GrammarError):
    """A line that is neither a rule nor an alternative."""


class UndefinedSymbolError(GrammarError):
    """A symbol in braces without a rule."""


class RecursiveRuleError(GrammarError):
    """A rule that leads back to itself, so that the language would be infinite."""


class UnusedRuleError(GrammarError):
    """A rule that no string can use."""


class DuplicateAlternativeError(GrammarError):
    """An alternative written twice in one rule, which would make the grammar ambiguous."""


class BadWeightError(GrammarError):
    """A weight that is zero or negative."""


class UniformSource(Protocol):
    """What sampling needs of a generator: ``random.Random`` and NumPy's ``Generator`` have it."""

    def random(self) -> float:
        """Return the next number, evenly distributed on [0, 1)."""


class Ref(NamedTuple):
    """Stand for another rule inside an alternative."""

    name: str


Body = tuple[str | Ref, ...]


class Alternative(NamedTuple):
    """Hold one way to rewrite a rule: its relative weight, its parts, and its line in the file."""

    weight: float
    body: Body
    line: int


class Grammar:
    """A probabilistic context-free grammar without recursion.

    Args:
        rules: the alternatives of each rule; the first rule is the start.
        name: what to call the grammar in errors, usually the name of its file.

    Raises:
        GrammarError: in one of its kinds, when a rule is undefined, recursive or unused, or has
            an alternative twice or a weight that is not positive.
    """

    def __init__(self, rules: dict[str, list[Alternative]], name: str = "grammar") -> None:
        self.name = name
        self.rules = {symbol: tuple(alternatives) for symbol, alternatives in rules.items()}
        if not self.rules:
            raise GrammarSyntaxError(f"{name}:1", _("no rule found; write one as: name = text"))
        self.start = next(iter(self.rules))
        for symbol in self.rules:
            self._check_alternatives(symbol)
        self._check_reach()
        self._tables = {symbol: _table(alts) for symbol, alts in self.rules.items()}

    @classmethod
    def parse(cls, text: str, name: str = "grammar") -> "Grammar":
        """Read a grammar from its text.

        Args:
            text: rules in the format that the module's docstring shows.
            name: what to call the text in errors.

        Returns:
            The grammar, checked.

        Raises:
            GrammarError: in one of its kinds, naming the line.
        """
        rules: dict[str, list[Alternative]] = {}
        symbol = ""
        for number, raw in enumerate(text.splitlines(), start=1):
            line = _COMMENT.sub("", raw).rstrip()
            where = f"{name}:{number}"
            if line and not line[0].isspace():
                symbol, line = _header(line, where)
                if symbol in rules:
                    problem = _("{symbol} has a rule already; merge the two").format(symbol=symbol)
                    raise GrammarSyntaxError(where, problem)
                rules[symbol] = []
            if line.strip():
                if not symbol:
                    raise GrammarSyntaxError(where, _("alternatives before the first rule"))
                rules[symbol] += [_alternative(part, number, where) for part in line.split("|")]
        return cls(rules, name)

    @classmethod
    def load(cls, path: Path) -> "Grammar":
        """Read a grammar from a UTF-8 file; see `parse`."""
        return cls.parse(path.read_text(encoding="utf-8"), path.name)

    def sample(self, rng: UniformSource, symbol: str | None = None) -> str:
        """Draw one string.

        Args:
            rng: the source of randomness; one number is taken from it for each rule used.
            symbol: the rule to start from; by default the grammar's first.

        Returns:
            A string, drawn with the probability of its derivation.
        """
        parts: list[str] = []
        self._expand(Ref(symbol or self.start), rng.random, parts.append)
        return "".join(parts)

    def entropy(self, symbol: str | None = None) -> float:
        """Compute the entropy of a derivation, exactly.

        By the chain rule, the entropy of a rule is the entropy of its choice plus the entropies
        of the rules that the choice brings in: H(A) = sum_i p_i (-ln p_i + sum_{B in i} H(B))
        (Grenander, "Syntax-controlled probabilities", 1967). For an unambiguous grammar
        it is also the entropy of the string.

        Args:
            symbol: the rule to start from; by default the grammar's first.

        Returns:
            Nats per string.
        """
        return self._expectation(lambda p: -math.log(p), lambda text: 0.0)[symbol or self.start]

    def expected_length(self, symbol: str | None = None) -> float:
        """Compute the mean number of characters of a string, exactly; see `entropy`."""
        return self._expectation(lambda p: 0.0, len)[symbol or self.start]

    def lexicon(self) -> frozenset[str]:
        """Return the distinct alternatives that are plain text: words and short phrases."""
        bodies = [alt.body for alts in self.rules.values() for alt in alts]
        return frozenset("".join(map(str, b)) for b in bodies if all(isinstance(p, str) for p in b))

    def strings(self, symbol: str | None = None) -> Iterator[tuple[str, float]]:
        """List every derivation as its string and probability; for small grammars only."""
        alternatives = self.rules[symbol or self.start]
        total = math.fsum(alt.weight for alt in alternatives)
        for alt in alternatives:
            parts = [[(p, 1.0)] if isinstance(p, str) else self.strings(p.name) for p in alt.body]
            for combination in product(*parts):
                probability = math.prod(p for _text, p in combination)
                yield "".join(text for text, _p in combination), alt.weight / total * probability

    def is_unambiguous(self) -> bool:
        """Decide whether every string has exactly one derivation; see `ambiguity`."""
        return self.ambiguity() is None

    def ambiguity(self) -> str | None:
        """Return the beginning of a shortest string with two derivations, or None without one.

        See `lesson.ambiguity.find`.
        """
        return find(self.rules, Ref(self.start))

    def _expand(
        self, symbol: Ref, uniform: Callable[[], float], write: Callable[[str], None]
    ) -> None:
        thresholds, bodies = self._tables[symbol.name]
        for part in bodies[bisect_right(thresholds, uniform())]:
            if isinstance(part, str):
                write(part)
            else:
                self._expand(part, uniform, write)

    def _expectation(
        self, of_choice: Callable[[float], float], of_text: Callable[[str], float]
    ) -> dict[str, float]:
        """Return, for each rule, the mean over derivations of a sum over choices and texts."""
        means: dict[str, float] = {}
        for symbol in self._bottom_up:
            alternatives = self.rules[symbol]
            total = math.fsum(alt.weight for alt in alternatives)
            terms = []
            for alt in alternatives:
                inside = (of_text(p) if isinstance(p, str) else means[p.name] for p in alt.body)
                share = alt.weight / total
                terms.append(share * (of_choice(share) + math.fsum(inside)))
            means[symbol] = math.fsum(terms)
        return means

    def _check_alternatives(self, symbol: str) -> None:
        seen: dict[Body, int] = {}
        if not self.rules[symbol]:
            problem = _("rule {symbol} has no alternatives; write at least one")
            raise GrammarSyntaxError(self.name, problem.format(symbol=symbol))
        for alt in self.rules[symbol]:
            where = f"{self.name}:{alt.line}"
            if not alt.body or "" in alt.body:
                problem = _("rule {symbol} has an empty alternative; write text or {{name}}")
                raise GrammarSyntaxError(where, problem.format(symbol=symbol))
            if not 0 < alt.weight < math.inf:
                problem = _("rule {symbol} has weight {weight:g}; weights must be above 0")
                raise BadWeightError(where, problem.format(symbol=symbol, weight=alt.weight))
            if alt.body in seen:
                problem = _("rule {symbol} repeats an alternative of line {line}; delete one")
                problem = problem.format(symbol=symbol, line=seen[alt.body])
                raise DuplicateAlternativeError(where, problem)
            seen[alt.body] = alt.line
            for name in _names(alt.body):
                if name not in self.rules:
                    problem = _("rule {symbol} uses {{{name}}}, which has no rule; add one")
                    problem = problem.format(symbol=symbol, name=name)
                    raise UndefinedSymbolError(where, problem)

    def _check_reach(self) -> None:
        """Order the rules bottom up, and refuse a rule that is recursive or out of reach."""
        self._bottom_up: list[str] = []
        for symbol in self.rules:
            self._visit(symbol, ())
        reached = {self.start}
        for symbol in reversed(self._bottom_up):
            if symbol in reached:
                reached.update(*(_names(alt.body) for alt in self.rules[symbol]))
        for symbol in self.rules:
            if symbol not in reached:
                where = f"{self.name}:{self.rules[symbol][0].line}"
                problem = _("no string uses rule {symbol}; delete it or refer to it")
                raise UnusedRuleError(where, problem.format(symbol=symbol))

    def _visit(self, symbol: str, above: tuple[str, ...]) -> None:
        if symbol in self._bottom_up:
            return
        above += (symbol,)
        for alt in self.rules[symbol]:
            for name in _names(alt.body):
                if name in above:
                    way = " > ".join((*above[above.index(name) :], name))
                    problem = _("rule {symbol} is recursive ({way}); break the circle")
                    problem = problem.format(symbol=name, way=way)
                    raise RecursiveRuleError(f"{self.name}:{alt.line}", problem)
                self._visit(name, above)
        self._bottom_up.append(symbol)


def _names(body: Body) -> list[str]:
    return [part.name for part in body if isinstance(part, Ref)]


def _table(alternatives: tuple[Alternative, ...]) -> tuple[list[float], list[Body]]:
    """Return cumulative probabilities without the last, which is 1, and the bodies."""
    sums = list(accumulate(alt.weight for alt in alternatives))
    return [s / sums[-1] for s in sums[:-1]], [alt.body for alt in alternatives]


def _header(line: str, where: str) -> tuple[str, str]:
    found = _HEADER.fullmatch(line)
    if not found:
        problem = _("expected a rule, as in: name = text; indent alternatives by four spaces")
        raise GrammarSyntaxError(where, problem)
    return found[1], found[2]


def _alternative(source: str, line: int, where: str) -> Alternative:
    weighted = _WEIGHT.fullmatch(source.strip())
    weight, text = (float(weighted[1]), weighted[2]) if weighted else (1.0, source.strip())
    pieces = re.split(r"\{([a-z][a-z0-9_]*)\}", text)  # text, name, text, name, ..., text
    if not text or any(set(piece) & set("{}") for piece in pieces):
        problem = _("cannot read the alternative {text!r}; write text and {{name}} parts")
        raise GrammarSyntaxError(where, problem.format(text=text))
    parts = [Ref(piece) if index % 2 else piece for index, piece in enumerate(pieces)]
    return Alternative(weight, tuple(part for part in parts if part), line)
