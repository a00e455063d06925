"""Whether a grammar has a string with two derivations."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lesson.grammar import Alternative, Body, Ref

Pair = tuple[int, int, bool]  # states of two copies of an automaton; whether they have parted


def find(rules: Mapping[str, tuple[Alternative, ...]], start: Ref) -> str | None:
    """Look for a string with two derivations.

    The grammar is expanded, on the fly, to a nondeterministic automaton over characters: a state
    is what remains to be written, and each way on is one choice of alternatives. Two copies of it
    read the same characters; once they have chosen differently, the grammar is ambiguous exactly
    if they can come to the same state again (every state can finish, and the end is a state).
    This is the product test for unambiguous automata; see Mohri et al., "General algorithms for
    testing the ambiguity of finite automata", 2008.

    Args:
        rules: the alternatives of each rule, none of which is recursive.
        start: the rule where every string starts.

    Returns:
        The beginning of a shortest such string, up to where the two derivations meet again, or
        None where there is no such string.
    """
    automaton = _Automaton(rules)
    parents: dict[Pair, tuple[Pair, str]] = {}
    state = automaton.state((start,))
    first: Pair = (state, state, False)
    queue, seen = deque([first]), {first}
    while queue:
        pair = queue.popleft()
        for char, following in automaton.pairs(*pair):
            if following in seen:
                continue
            seen.add(following)
            parents[following] = pair, char
            if following[2] and following[0] == following[1]:
                return _read_back(following, parents)
            queue.append(following)
    return None


class _Automaton:
    """The automaton of a grammar, built as it is walked; states are numbers."""

    def __init__(self, rules: Mapping[str, tuple[Alternative, ...]]) -> None:
        self._rules = rules
        self._numbers: dict[Body, int] = {}
        self._bodies: list[Body] = []
        self._moves: dict[int, list[tuple[str, int]]] = {}

    def state(self, body: Body) -> int:
        """Return the number of the state in which this remains to be written."""
        number = self._numbers.setdefault(body, len(self._bodies))
        if number == len(self._bodies):
            self._bodies.append(body)
        return number

    def moves(self, state: int) -> list[tuple[str, int]]:
        """Return each way on from a state: a character and the next state."""
        if state not in self._moves:
            self._moves[state] = list(self._steps(self._bodies[state]))
        return self._moves[state]

    def pairs(self, left: int, right: int, parted: bool) -> Iterator[tuple[str, Pair]]:
        """Yield the joint moves of two copies; `parted` once they have chosen differently."""
        by_char: dict[str, list[tuple[int, int]]] = {}
        for index, (char, following) in enumerate(self.moves(right)):
            by_char.setdefault(char, []).append((index, following))
        for index, (char, following) in enumerate(self.moves(left)):
            for other_index, other in by_char.get(char, ()):
                if parted or index <= other_index:  # before parting, the copies are the same
                    yield char, (following, other, parted or index != other_index)

    def _steps(self, body: Body) -> Iterator[tuple[str, int]]:
        if not body:
            return
        head, rest = body[0], body[1:]
        if isinstance(head, str):
            yield head[0], self.state((head[1:], *rest) if head[1:] else rest)
        else:
            for alt in self._rules[head.name]:
                yield from self._steps(alt.body + rest)


def _read_back(pair: Pair, parents: dict[Pair, tuple[Pair, str]]) -> str:
    text = ""
    while pair in parents:
        pair, char = parents[pair]
        text = char + text
    return text
