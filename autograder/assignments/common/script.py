"""A secret automaton that a stub network plays: its text can only be computed, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from autograder.assignments.common.vocabulary import LETTERS, PLAIN, UNKNOWN, some_vocabulary
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, expect
from autograder.judge.statistics import p_value

STATES = 40
CIRCLE = 60  # characters in which two letters take turns
GAP = 0.5  # between neighbouring logits, in greedy scripts: no ties
NEVER = 2000.0  # what is less likely by so much is not drawn, even where neighbours differ by 60
WRITTEN = N_("Feed the network the very token whose character you wrote, not another choice.")


def must_feed_what_it_writes(written: list[int], fed: list[int]) -> None:
    """Compare tokens that a network was fed with those of the text, from the same place on.

    Raises:
        Mismatch: one is another.
    """
    if fed != written[: len(fed)]:
        raise Mismatch(
            _("the tokens {written} fed, as they were written").format(written=written[:10]),
            str(fed[:10]),
            _(WRITTEN),
        )


def compare_by_seed(first: str, again: str, other: str, going_on: str) -> None:
    """Compare what was sampled twice with one seed, and once with another.

    Args:
        first: sampled with a new generator.
        again: with another one of the same seed.
        other: with one of another seed.
        going_on: with the generator of `first`, after it.

    Raises:
        Mismatch: the first two differ, or one of the others does not.
    """
    if first != again:
        raise Mismatch(
            _("one text for one seed"),
            f"{expect.described(first)} / {expect.described(again)}",
            _("Every random number comes from the generator that is passed in."),
        )
    if first == other:
        raise Mismatch(
            _("a different text for a different seed"),
            expect.described(first),
            _("Is the generator in use?"),
        )
    if first == going_on:
        raise Mismatch(
            _("a different text when the same generator is used again"),
            expect.described(going_on),
            _(
                "A generator goes on from where it is: draw from it, not from a copy, and seed "
                "nothing."
            ),
        )


def must_not_come_round(texts: Sequence[str | Sequence[str]]) -> None:
    """Refuse texts of independent draws one of which repeats itself: its random numbers do.

    Of two hundred draws, honest ones agree with those of any place by chance with 1e-15 or less.

    Raises:
        Mismatch: from some place on, a text is what it was from its beginning on.
    """
    for text in texts:
        for period in range(1, len(text) // 2 + 1):
            if text[period:] == text[:-period]:
                raise Mismatch(
                    _("draws that do not repeat themselves"),
                    _("a text that begins again after every {period} draws").format(period=period),
                    _("Each draw needs a new random number: use none of them twice."),
                )


def compare_shares(
    counts: expect.Array, right: expect.Array, alpha: float, n: int, hint: str
) -> Evidence:
    """Compare how often each token was written with its probability, by a G-test at `alpha`.

    Args:
        counts: shape (V,).
        right: probabilities in the same order, shape (V,).
        alpha: false-fail rate.
        n: how many tokens there should be in all.
        hint: what explains other shares.

    Raises:
        Mismatch: the counts do not add up to n, or do not follow the probabilities.
    """
    if counts.sum() != n:
        raise Mismatch(
            _("{n} new tokens of the vocabulary").format(n=n),
            str(int(counts.sum())),
            _("<unk> is never written, and size counts the new tokens only."),
        )
    evidence = {"p_value": p_value(counts, right), "n": float(n)}
    if evidence["p_value"] < alpha:
        raise Mismatch(
            _("shares near {shares}").format(shares=np.round(np.sort(right), 2).tolist()),
            str(np.round(np.sort(counts / n), 2).tolist()),
            hint,
            evidence,
        )
    return evidence


def shows_odd_ends(new: str) -> bool:
    """Return whether a text goes on after a line break and a "<", and ends in two spaces.

    This exposes code that takes either for an end, as "<eos>" is one, strips what it wrote, or
    never writes a space after a space.
    """
    return {"\n", "<"} <= {*new.rstrip()[:-1]} and new.endswith("  ")


def refuse_other_than(observed: str, best: str, start: str, hint: str) -> None:
    """Refuse a text that contains anything but its prompt and one character, again and again.

    Raises:
        Mismatch: something else is in it, or that character is not.
    """
    if set(observed) - {start} != {best}:
        raise Mismatch(
            _("{best} after {start}, again and again").format(best=repr(best), start=repr(start)),
            repr(observed[:200]),
            hint,
        )


@dataclass(frozen=True)
class Script:
    """A secret automaton over (state, token).

    Attributes:
        vocabulary: V tokens, special ones first.
        moves: next state, shape (S, V).
        scores: logits in each state, shape (S, V).
        silent: how many tokens at the start of the vocabulary are never written.
        end: the token that ends a text, or None.
    """

    vocabulary: list[str]
    moves: expect.Array
    scores: expect.Array
    silent: int = 1
    end: int | None = None

    @classmethod
    def random(
        cls,
        rng: np.random.Generator,
        gap: float = GAP,
        silent_win: bool = False,
        specials: tuple[str, ...] = (UNKNOWN,),
        ends: float = 0.0,
        symbols: Sequence[str] = LETTERS,
    ) -> Script:
        """Draw a script in whose states no two logits tie.

        Args:
            rng: of the check.
            gap: between neighbouring logits of a state.
            silent_win: whether the silent tokens have the highest logits in every state, or the
                lowest.
            specials: the tokens that stand for no character; "<eos>", the last, ends a text.
            ends: the share of states in which "<eos>" is the most likely token.
            symbols: of which 19 are the vocabulary's other tokens.
        """
        vocabulary = some_vocabulary(rng, 19, specials, symbols)
        size, first = len(vocabulary), len(specials)
        end = specials.index("<eos>") if "<eos>" in specials else None
        moves = rng.integers(0, STATES, size=(STATES, size))
        ranks = np.stack([rng.permutation(size - first) for _s in range(STATES)])
        below = np.tile(-1 - np.arange(first), (STATES, 1))
        ranks = np.concatenate([below, ranks], axis=1)  # (S, V)
        silent = first if end is None else end
        if silent_win:
            ranks[:, :silent] = size - first + np.arange(silent)
        if end is not None:
            ranks[rng.random(STATES) < ends, end] = size - first
        return cls(vocabulary, moves, gap * (ranks - 2 * size * silent_win), silent, end)

    @classmethod
    def leaving_a_circle(cls, rng: np.random.Generator) -> tuple[Script, str, int]:
        """Return a script that writes two letters in turn, then each of the others once.

        Whatever is read, its state is how many tokens were read, `CIRCLE` of them in the circle.
        And a prompt and the size of the text.
        """
        vocabulary = [UNKNOWN, *expect.shuffled(rng, PLAIN)]
        size = len(vocabulary)
        best = np.array([*[1, 2] * (CIRCLE // 2), *range(3, size)])  # (S,)
        following = np.minimum(np.arange(1, len(best) + 1), len(best) - 1)
        moves = np.repeat(following[:, None], size, axis=1)
        script = cls(vocabulary, moves, GAP * (np.arange(size) == best[:, None]))
        return script, vocabulary[1], len(best) - 1

    def prompt(self, rng: np.random.Generator, length: int) -> str:
        """Return a prompt of known characters, none of which the script itself would have said.

        Otherwise a character that is not read could come back as the next one that is written. Nor
        is any the same as the one before it, which could be read in its place.
        """
        first = self.silent if self.end is None else self.end + 1
        state, text, token = 0, "", first - 1
        for _character in range(length):
            unfit = (self.next(state), token)
            fit = [t for t in range(first, len(self.vocabulary)) if t not in unfit]
            token = fit[rng.integers(len(fit))]
            text += self.vocabulary[token]
            state = int(self.moves[state, token])
        return text

    def reads(self, text: str) -> int:
        """Return the state after a text; a character that the vocabulary lacks is <unk>."""
        return self._passes(text)[-1]

    def _passes(self, text: str) -> list[int]:
        """Return the states before a text, and after each of its characters."""
        index = {character: token for token, character in enumerate(self.vocabulary)}
        states = [0]
        for character in text:
            states.append(int(self.moves[states[-1], index.get(character, index[UNKNOWN])]))
        return states

    def next(self, state: int) -> int:
        """Return the most likely token that may be written in a state."""
        return self._best[state]

    @cached_property
    def _best(self) -> list[int]:
        """The token that `next` returns for each state, which is asked thousands of times."""
        best: list[int] = (self.silent + self.scores[:, self.silent :].argmax(axis=1)).tolist()
        return best

    def continues(self, start: str, size: int) -> str:
        """Return the prompt and its greedy continuation of at most `size` characters."""
        state, text = self.reads(start), start
        for _step in range(size):
            token = self.next(state)
            if token == self.end:
                break
            text += self.vocabulary[token]
            state = int(self.moves[state, token])
        return text

    def oddly_ended(self, rng: np.random.Generator, start: str, size: int) -> Script:
        """Return a script whose new text shows odd ends, as `shows_odd_ends` asks for.

        In its last two states a space is written, in two others a line break and a "<", in the
        place of what was; where they lead stays. A state that the prompt passes stays as it is;
        where too few others are left, so does the script.
        """
        *passed, first = self._passes(start)
        path = [first]
        while len(path) < size:
            path.append(int(self.moves[path[-1], self.next(path[-1])]))
        ends = path[-2:]
        others = sorted({*path} - {*passed, *ends})
        if len(others) < 2 or {*ends} & {*passed}:
            return self
        moves, scores = self.moves.copy(), self.scores.copy()
        written = zip([*rng.permutation(others)[:2], *ends], "\n<  ", strict=True)
        for state, character in dict(written).items():
            pair = [self.next(state), self.vocabulary.index(character)]
            for table in (moves, scores):
                table[state, pair] = table[state, pair[::-1]]
        return replace(self, moves=moves, scores=scores)

    def forgets(self, start: str, size: int) -> str:
        """Return what happens if no state is passed on: new characters follow the last one only."""
        text = self.continues(start, 1)
        for _step in range(size - 1):
            token = self.next(self.reads(text[-1]))
            if token == self.end:
                break
            text += self.vocabulary[token]
        return text

    def shows_misreading(self, start: str, size: int) -> bool:
        """Return whether a text would differ if it had been read in one of the usual wrong ways.

        In the prompt, a character is missing at either end, or an unknown one is added there, the
        last one is read alone or twice, the order is reversed, capitals are read as small letters,
        unknown characters are skipped, or <unk> in letters is read as one; in the new text, the
        first character is read twice, or each is read without the state.

        Args:
            start: the prompt.
            size: of the new text, at most.
        """
        text = self.continues(start, size)
        new = text[len(start) :]
        wrong = {start[1:], start[:-1], start[-1:], start + start[-1:], start[::-1]}
        wrong |= {"".join(c for c in start if c in self.vocabulary), start.replace(UNKNOWN, "\0")}
        wrong |= {"\0" + start, start + "\0", start.strip(), start.lower()}
        wrong -= {start}
        read = all(self.continues(one, size)[len(one) :] != new for one in wrong)
        if size < 2:
            return read or not size
        twice = start + 2 * new[:1]
        again = new[:1] + self.continues(twice, size - 1)[len(twice) :]
        return read and again != new and self.forgets(start, size) != text

    def within(self) -> Script:
        """Return a script that writes neither its first character nor its last.

        A token that is off by one is then still in the vocabulary. Otherwise code that chooses it
        would end in an error with some keys, and lose points for another property.
        """
        first = self.silent if self.end is None else self.end + 1
        scores = self.scores.copy()
        scores[:, [first, -1]] -= NEVER
        return replace(self, scores=scores)

    def lettered(self, rng: np.random.Generator) -> Script:
        """Return the same automaton, with other characters for the tokens that it writes."""
        first = self.silent if self.end is None else self.end + 1
        letters = expect.shuffled(rng, self.vocabulary[first:])
        return replace(self, vocabulary=[*self.vocabulary[:first], *letters])

    def exchanged(self, one: int, other: int) -> Script:
        """Return the script that writes the same, with the numbers of two tokens exchanged."""
        order = np.arange(len(self.vocabulary))
        order[[one, other]] = other, one
        vocabulary = [self.vocabulary[token] for token in order]
        moves, scores = self.moves[:, order], self.scores[:, order]
        return replace(self, vocabulary=vocabulary, moves=moves, scores=scores)

    def tied(self) -> Script:
        """Return the script in which each silent token is as likely as the best of the others."""
        scores = self.scores.copy()
        scores[:, : self.silent] = scores[:, self.silent :].max(axis=1, keepdims=True)
        return replace(self, scores=scores)

    def inputs(self) -> dict[str, Any]:
        """Return what a probe needs to play the script."""
        return {"moves": self.moves, "scores": self.scores, "vocabulary": self.vocabulary}


def always_one_letter(
    rng: np.random.Generator,
    specials: tuple[str, ...] = (UNKNOWN,),
    symbols: Sequence[str] = LETTERS,
) -> Iterator[tuple[Script, str, str]]:
    """Yield two scripts in which silent tokens are most likely, and then always the same letter.

    With only one of them, code that always writes a certain letter, or the one with a certain
    number, would be right by chance: letter and number differ. Neither number is the first after
    the special tokens, which code that is off by one takes for one of those.

    Yields:
        The script, that letter, and another one to begin with.
    """
    first = len(specials)
    known: set[str | int] = {first}
    while len(known) < 5:
        script = Script.random(rng, silent_win=True, specials=specials)
        alike = np.repeat(script.scores[:1], STATES, axis=0)  # whatever was read
        vocabulary = some_vocabulary(rng, 19, specials, symbols)
        script = Script(vocabulary, script.moves, alike, script.silent, script.end)
        token = script.next(0)
        best = vocabulary[token]
        if not known & {best, token}:
            known |= {best, token}
            yield script, best, next(c for c in vocabulary[len(specials) :] if c != best)
