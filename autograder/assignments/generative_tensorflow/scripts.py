"""Scripts of headlines that leave no choice, or the same choice for ever."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from autograder.assignments.common.script import GAP, Script, shows_odd_ends
from autograder.assignments.common.vocabulary import PLAIN, UNKNOWN, some_vocabulary
from autograder.assignments.generative_tensorflow.titles import EOS, SPECIALS, turned
from autograder.judge import expect

SURE = 24.0  # between neighbouring logits, in sampled scripts: the rest has e^-24
NEVER = -1e3  # a logit whose probability is 0 in every float
FAINT = 0.02  # between neighbouring logits, where the most likely token is hardly likely at all
NEAR = 0.002  # between neighbouring logits, where code that draws at a low temperature goes astray


def chained(rng: np.random.Generator, length: int) -> tuple[Script, list[str]]:
    """Return a script in which `<eos>` follows the last of some characters, and these.

    The next one follows each of them, whatever comes before it. `<eos>` is the most likely token
    there, but hardly.
    """
    vocabulary = some_vocabulary(rng, 19, SPECIALS, PLAIN)
    size = len(vocabulary)
    chain = [int(t) for t in 3 + rng.permutation(size - 3)[:length]]
    scores = GAP * np.stack([rng.permutation(size) for _token in range(size)])
    scores[:, : len(SPECIALS)] = -GAP
    for token, follows in itertools.pairwise(chain):
        scores[token, follows] = GAP * size
    scores[chain[-1]] = faintly(scores[chain[-1]], EOS)
    moves = np.tile(np.arange(size), (size, 1))  # the state is the last token
    script = Script(vocabulary, moves, scores, silent=EOS, end=EOS)
    return script, [vocabulary[token] for token in chain]


def certain(
    rng: np.random.Generator, length: int, size: int, silent_win: bool, ends: bool
) -> tuple[Script, str]:
    """Return a script that leaves no choice, and a prompt whose text ends before `size` or not."""
    while True:
        script = Script.random(rng, SURE, silent_win, SPECIALS, 0.3 if ends else 0.0)
        start = script.prompt(rng, length)
        if ends == (0 < len(script.continues(start, size)) - length < size):
            return script, start


def ended(rng: np.random.Generator, script: Script) -> str:
    """Return a prompt of two characters after which a script ends at once, or "" if none does."""
    known = expect.shuffled(rng, script.vocabulary[len(SPECIALS) :])
    prompts = (one + other for one in known for other in known)
    return next((start for start in prompts if script.continues(start, 1) == start), "")


def faintly(row: expect.Array, token: int) -> expect.Array:
    """Return logits (V,), their order kept, except for a token hardly more likely than others.

    Of twenty tokens beside those of no probability, it has less than 0.1.
    """
    order = np.argsort(np.argsort(row))
    faint = np.where(np.arange(len(row)) < len(SPECIALS), row.min(), FAINT * order)
    faint[token] = FAINT * (len(row) + 10)
    return np.asarray(faint)


def ending(script: Script, reads: int, silent: float = 0.0) -> Script:
    """Return a script that always goes on as in its first state, and ends after some tokens.

    There, <eos> is a little more likely than every character. To the logits of tokens that are
    never written, `silent` is added twice there.
    """
    size = len(script.vocabulary)
    moves = np.repeat(np.minimum(np.arange(reads + 1) + 1, reads)[:, None], size, axis=1)
    scores = np.repeat(script.scores[:1], reads + 1, axis=0)
    last, quiet = scores[-1].copy(), slice(script.silent)
    scores[-1] = faintly(last, EOS) + last[script.silent + 1 :].max()
    scores[-1, quiet] = last[quiet] + 2 * silent
    return replace(script, moves=moves, scores=scores)


def constant(
    rng: np.random.Generator,
    logits: expect.Array,
    end: float = NEVER,
    symbols: Sequence[str] = PLAIN,
) -> Script:
    """Return a script that gives its characters these logits for ever, and <eos> the one of `end`.

    Unless told otherwise it never ends.
    """
    vocabulary = some_vocabulary(rng, len(logits), SPECIALS, symbols)
    scores = np.concatenate([[NEVER, NEVER, end], logits])[None]  # (1, V)
    return Script(vocabulary, np.zeros(scores.shape, dtype=np.int64), scores, EOS, EOS)


def restless(rng: np.random.Generator) -> tuple[Script, str]:
    """Return a script and a prompt whose reading shows in the tokens that are read.

    After neither the prompt's last character nor the first new one, read once or twice, is that one
    written. Where a script writes one letter for ever, feeding a token twice would not show.
    """
    while True:
        secret = Script.random(rng, specials=SPECIALS)
        script = replace(secret, vocabulary=some_vocabulary(rng, 19, SPECIALS, PLAIN)).within()
        start = script.prompt(rng, 5)
        read = script.continues(start, 1)
        again = [read[:-1], read[:-1] + read[-2], read, read + read[-1]]
        if all(script.continues(one, 1)[len(one) :] not in ("", one[-1]) for one in again):
            return script, start


def lasting(
    rng: np.random.Generator, length: int, size: int, gap: float = GAP
) -> tuple[Script, str]:
    """Return a script that forgets nothing, and a prompt: whatever part is read, it is another.

    A token leads different states to different states, and the prompt to none for a second time.
    The prompt ends in a space.
    """
    states = 2 * length
    while True:
        vocabulary = some_vocabulary(rng, 19, SPECIALS, PLAIN)
        moves = np.stack([rng.permutation(states) for _token in vocabulary], axis=1)
        scores = gap * np.stack([rng.permutation(len(vocabulary)) for _state in range(states)])
        scores[:, : len(SPECIALS)] = -gap
        script = Script(vocabulary, moves, scores, EOS, EOS)
        start, state, before = "", 0, {0}
        while fresh := {
            t for t in range(EOS + 1, len(vocabulary)) if moves[state, t] not in before
        }:
            token = int(rng.choice(sorted(fresh)))
            start, state = start + vocabulary[token], int(moves[state, token])
            before.add(state)
            if len(start) == length:
                break
        parts = [part for n in range(1, len(start)) for part in (start[n:], start[:n])]
        new = script.continues(start, size)[len(start) :]
        if len(start) == length and all(
            script.continues(part, size)[len(part) :] != new for part in parts
        ):
            spaced = [" " if one == start[-1] else one for one in vocabulary]
            return replace(script, vocabulary=spaced), start.replace(start[-1], " ")


def twofold(rng: np.random.Generator, size: int = 6) -> tuple[Script, Script, str, int]:
    """Return a script, the same with other characters, a prompt, and the size of a text.

    The second one's text is neither the first one's nor what comes of going on from its state.
    """
    while True:
        script = Script.random(rng, NEAR, specials=SPECIALS, symbols=PLAIN)
        other = replace(script, vocabulary=turned(script.vocabulary))
        start = script.prompt(rng, 2)
        text, right = (one.continues(start, size) for one in (script, other))
        later = [_from_state(other, script.reads(read)) for read in (text, text[:-1])]
        if right not in [text, *(one.continues(start, size) for one in later)]:
            return script, other, start, size


def _from_state(script: Script, state: int) -> Script:
    """Return the script that begins in another state."""
    order = np.arange(len(script.moves))
    order[[0, state]] = state, 0
    return replace(script, moves=order[script.moves[order]], scores=script.scores[order])


def _odd(start: str, size: int, strange: str) -> str:
    """Return a prompt with what is odd inside, and with white space around if it is all."""
    whole = start[:1] + strange + start[1:]
    return whole if size else f" {whole}\n"


def oddly(
    rng: np.random.Generator, draw: Callable[[], tuple[Script, str]], size: int, strange: str
) -> tuple[Script, str]:
    """Draw a script and an odd prompt so that its text shows how the prompt was read.

    White space at the ends of a prompt is what size 0 is for. A long text shows what becomes of
    white space that is written, and goes on after the character whose number follows <eos>.
    """
    while True:
        script, prompt = draw()
        start = _odd(prompt, size, strange)
        if size > 12:
            script = script.oddly_ended(rng, start, size)
        new = script.continues(start, size)[len(start) :]
        if (size > 12 and not shows_odd_ends(new)) or not script.shows_misreading(start, size):
            continue
        if not size or (start.strip() == start and new not in _misread(script, start, size)):
            follows = script.vocabulary.index(new[size // 2]) if size > 12 else EOS + 1
            return script.exchanged(follows, EOS + 1), start


def _misread(script: Script, start: str, size: int) -> list[str]:
    """Return what follows a prompt whose odd characters are read in a usual wrong way.

    Unknown ones are left out, with <eos> in the place that is free then, and padding behind it, or
    not; or they are padding; capitals are small; accents are part of their letters.
    """
    padding, end = "\0", "\1"  # characters that stand for tokens without one
    named = replace(script, vocabulary=[padding, UNKNOWN, end, *script.vocabulary[len(SPECIALS) :]])
    known = "".join(character for character in start if character in script.vocabulary)
    padded = "".join(c if c in script.vocabulary else padding for c in start)
    wrong = {start.lower(), unicodedata.normalize("NFC", start)}
    if known != start:
        wrong |= {known, known + end, (known + end).ljust(len(start), padding), padded}
    return [named.continues(one, size)[len(one) :] for one in wrong - {start}]
