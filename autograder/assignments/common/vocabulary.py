"""Judges of the vocabulary that several assignments build, and vocabularies to ask with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from autograder.assignments.common.asking import call_untouched, must_answer
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Student, check, expect

UNKNOWN = "<unk>"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LETTERS = "abcdefghijklmnopqrstuvwxyzBDEGHKMQR ÁÇãéõ\n.,:0123456789"
PLAIN = "abcdfghijlmpqrtvwxyz"
"""For texts where white space that is lost is another cell's business; no letter of these is in the
name of a special token, so that one that is written out counts for none of them."""
ALWAYS = (
    "a",
    "A",
    " ",
    "\n",
    "é",
    "7",
    "<",
    *"\N{COMBINING ACUTE ACCENT}\N{SLIGHTLY SMILING FACE}",
)
"""Characters that careless code treats alike, drops or breaks; a vocabulary of 9 has them all."""
ACCENTED = "a\N{COMBINING ACUTE ACCENT}"
"""Two characters that a normal form of Unicode makes one."""
MANY = "".join(map(chr, range(0x4E00, 0x4E00 + 1200)))
"""More characters than any bound that careless code may set; no two of them are alike."""
MARKUP = (
    "“a” \"b\" ‘c’ 'd' a–b — a-b … . , ! &amp; &#39;A&#39; &lt;b&gt;e&lt;/b&gt; <i>f</i> %20 \\n é"
    " _?$@*+=^~`|()[]{}:"
)
"""What careful hands make plain: quotation marks, dashes, entities, tags and escapes. And what
hasty ones take for signs of their own."""
PAGES = MARKUP * 90
"""Some 10,000 characters of it, beyond bounds that careless code may set."""
RISING = "abbcccdddd"
"""The order of the code points turned round: no other takes a sort more steps."""
AS_IT_IS = N_("A text may have any length, and each character is itself: nothing is made plain.")
LONG, SOME = 70_000, 5_000  # times that characters occur in a long text; 65,536 = 2^16
TIED = ("a", "B", "é", "z")
"""Equally frequent in what is asked: their code points order them differently from a dictionary."""


def right_order(symbols: Iterable[str], specials: Sequence[str]) -> list[str]:
    """Return the vocabulary of characters (a string) or of words that the task asks for."""
    counts = Counter(symbols)
    return [*specials, *sorted(counts, key=lambda symbol: (-counts[symbol], symbol))]


def printed(specials: Sequence[str] = (UNKNOWN,)) -> list[str]:
    """Return a vocabulary of `PAGES`."""
    return [*specials, *sorted(set(PAGES))]


def some_vocabulary(
    rng: np.random.Generator,
    size: int = 12,
    specials: Sequence[str] = (UNKNOWN,),
    symbols: Sequence[str] = LETTERS,
) -> list[str]:
    """Return a vocabulary of `size` symbols after the special tokens, in a secret order.

    One of characters contains those of `ALWAYS`, as far as there is room.
    """
    first = expect.shuffled(rng, ALWAYS) if symbols is LETTERS else []
    others = [symbol for symbol in expect.shuffled(rng, symbols) if symbol not in first]
    return [*specials, *expect.shuffled(rng, [*first, *others][:size])]


def uneven(
    rng: np.random.Generator, symbols: Sequence[str], frequencies: Sequence[int]
) -> list[str]:
    """Return symbols in a secret order, with these frequencies; ties first appear reversed."""
    chosen = expect.shuffled(rng, symbols)[: len(frequencies)]
    rest = [s for s, n in zip(chosen, frequencies, strict=True) for _n in range(n - 1)]
    return [*sorted(chosen, reverse=True), *expect.shuffled(rng, rest)]


def crowded(rng: np.random.Generator, symbols: Sequence[str]) -> list[str]:
    """Return a long text of four symbols: two about equally frequent, a rarer one, and one once.

    The counts of the first two, of 16 bits only, are below that of the rare one.
    """
    *three, once = expect.shuffled(rng, symbols)[:4]
    low, high, rare = sorted(three)
    return [rare] * SOME + [low] * LONG + [once] + [high] * (LONG + 1)


def _texts(rng: np.random.Generator) -> list[str]:
    """Return texts in which every known misconception changes the vocabulary.

    White space stands at their very ends, once each; each character that code may drop or take
    for another is there; and a space, not the most frequent, is in the first three. Then come the
    names of special tokens, in letters, and what an unknown character is written as. The last one
    stands there twice, without which its character would be less frequent than others.
    """
    alone = ("7", "\N{SLIGHTLY SMILING FACE}")
    ours = {*TIED, *ALWAYS, "\t"}
    others = [symbol for symbol in expect.shuffled(rng, LETTERS) if symbol not in ours]
    counts = dict.fromkeys(TIED, 4) | dict.fromkeys(alone, 1) | {"a": 3, "A": 2, " ": 3}
    counts |= dict(zip(others, (30, 9, 7, 7, 2, 1), strict=False))
    reversed_first = sorted(counts, reverse=True)  # so ties first appear in reversed order
    rest = [symbol for symbol, n in counts.items() for _n in range(n - 1)]
    stream = [*reversed_first, *expect.shuffled(rng, rest)]
    third = len(stream) // 3
    return [
        "\n" + "".join(stream[:third]),
        " " + "".join(stream[third : 2 * third]),
        " " + "".join(stream[2 * third :]) + ACCENTED + "\t",
        f"{UNKNOWN}{REPLACEMENT}<eos>",
        *("AAA", "AAA"),
    ]


@check(N_("Special tokens first, then the characters by decreasing frequency, ties by code point"))
def lists_characters(student: Student, specials: Sequence[str] = (UNKNOWN,)) -> None:
    """Compare the vocabulary of texts with frequencies and ties that only the judge knows.

    Those of a second list have many more characters than a usual text; one has none, another one.
    In a third, long one, two are about equally frequent: of shares that are rounded, or numbers of
    few digits, they are. Their counts have no room in 16 bits, and one character occurs just once.
    The last ones have what a careful hand would make plain, and, like the second, characters that
    are the more frequent the later they come. And there is a text of no character.
    """
    rng = student.rng("vocabulary.lists_characters")
    many = "".join(expect.shuffled(rng, MANY + MANY[::3]))
    third = crowded(rng, PLAIN)
    for texts in (
        _texts(rng),
        [many[:1], many[1::2], "", many[2::2]],
        ["".join(third)],
        [MARKUP],
        [RISING],
    ):
        expected = right_order("".join(texts), specials)
        observed = call_untouched(student, "build_vocabulary", texts, again=True)
        if not expect.alike(observed, expected):
            raise Mismatch(
                expect.described(expected),
                expect.described(observed),
                order_hint(texts, list(specials), observed),
            )
    only = _("{specials}, of texts without a character").format(specials=list(specials))
    empty = must_answer(
        partial(call_untouched, student, "build_vocabulary", [""]),
        only,
        _("A text may be empty: then there are the special tokens alone."),
    )
    if not expect.alike(empty, list(specials)):
        raise Mismatch(only, expect.described(empty))


def order_hint(
    texts: Sequence[Sequence[str]], specials: Sequence[str], observed: object, most: int = 10**9
) -> str:
    """Name what is wrong with the order of a vocabulary.

    Args:
        texts: what it is a vocabulary of: strings of characters, or lists of words.
        specials: what it begins with.
        observed: the student's vocabulary, which differs from the right one.
        most: how many tokens it may have.
    """
    counts = Counter(symbol for text in texts for symbol in text)
    specials = list(specials)
    if not isinstance(observed, list) or not all(isinstance(item, str) for item in observed):
        return _("Return a list of strings.")
    if observed[: len(specials)] != specials:
        return _(
            "The first tokens are reserved for {specials}, not for anything in the texts."
        ).format(specials=specials)
    if len(texts) > 1 and any(observed == right_order(text, specials) for text in texts):
        return _("The characters of all the texts count, not just those of one.")
    symbols = observed[len(specials) :]
    if len(symbols) != min(len(counts), most - len(specials)) or not set(symbols) <= set(counts):
        lost = sorted(set(counts) - set(symbols))
        if most < len(counts) + len(specials):
            return _(
                "Whatever the texts contain belongs in the list, once, as far as there is room."
            )
        return _("Whatever the texts contain belongs in the list, once; missing: {lost}.").format(
            lost=expect.described(lost) if lost else _("nothing, but there are others")
        )
    if max(counts.values()) > LONG:
        if symbols and counts[symbols[0]] == SOME:
            return _("A count may be large: 16 bits end at 65,535, or with a sign at 32,767.")
        return _("Compare counts as they are: shares that are rounded may be equal.")
    if symbols == sorted(counts):
        return _("This is alphabetical order: frequency comes first.")
    falling = sorted(counts.values(), reverse=True)[: len(symbols)]
    frequencies = [counts[symbol] for symbol in symbols]
    if frequencies == sorted(counts.values())[: len(symbols)]:
        return _("The rarest came first: the order should be decreasing.")
    if frequencies == sorted(falling, key=str, reverse=True) != falling:
        return _("Counts are numbers: as texts, 9 comes after 30.")
    if frequencies == falling:
        return _("The frequencies decrease as they should; equal ones go by code point (ord).")
    return _("Each counts as often as it occurs, in all the texts together.")
