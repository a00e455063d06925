"""Judges of the vocabulary of words, of encode, and of coverage."""

from __future__ import annotations

from functools import partial
from string import ascii_uppercase

from autograder.assignments.common.asking import call_untouched, must_answer
from autograder.assignments.common.vocabulary import (
    UNKNOWN,
    crowded,
    order_hint,
    right_order,
    some_vocabulary,
    uneven,
)
from autograder.assignments.word_lab.bigrams import NARROW
from autograder.assignments.word_lab.tokens import PLAIN
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, check, expect

probes = Probes(__file__, "tokens")
WORDS = [*PLAIN, ".", ",", "—", "“", "”", "don’t", "João", "disse-me"]
FREQUENCIES = (9, 7, 7, 5, 4, 4, 4, 2, 1, 1, 1)
FALLING = (12, 11, 9, 8, 7, 5, 4, 3, 2, 1)  # no ties: the order of equals is another cell's
STRANGERS = ["Zyx", "xyzzy", "Ypsilon"]
ABSENT = N_("A word that the vocabulary lacks becomes 0; it is neither an error nor left out.")
TIED = ("\n", ".", "1905", "João", "an", "and", "É", "—")
"""Equally frequent in what is asked: their code points order them differently from a dictionary,
a normal form of Unicode or their length. One is the beginning of another."""
AMONG_TIES = 9
"""Entries of a list that ends among `TIED`: four before them and <unk>, then four of eleven."""
SIGN = "!"
OUTSIDE = (SIGN, "\N{SLIGHTLY SMILING FACE}")
"""Tokens that come before and after all words of a vocabulary, in order of their code points."""
LONGEST = "guarda-chuva"
SIZE = 12_000  # of a vocabulary, larger than any that a student's book has in the notebook
MANY = 900  # unknown tokens
LARGE = 200  # entries of a vocabulary that is looked through in another way than a short one


def _compare(student: Student, tokens: list[str], max_size: int) -> None:
    expected = right_order(tokens, [UNKNOWN])[:max_size]
    observed = call_untouched(student, "build_vocabulary", tokens, max_size, again=True)
    if not expect.alike(observed, expected):
        raise Mismatch(
            _("max_size = {size}: {vocabulary}").format(
                size=max_size, vocabulary=expect.described(expected)
            ),
            expect.described(observed),
            _size_hint(observed, max_size) or order_hint([tokens], [UNKNOWN], observed, max_size),
        )


def _size_hint(observed: object, max_size: int) -> str:
    if isinstance(observed, list) and len(observed) == max_size + 1:
        return _("max_size counts all entries, <unk> among them.")
    if isinstance(observed, list) and len(observed) > max_size:
        return _("There are more entries than max_size.")
    if isinstance(observed, list) and len({*map(str, observed)}) < len(observed):
        return _("A text with fewer tokens has a shorter list; do not fill it up.")
    return ""


@check(N_("<unk>, then the tokens by decreasing frequency, ties by code point"))
def lists_words(student: Student) -> None:
    """Compare the vocabulary of a text with frequencies and ties that only the judge knows.

    Signs, a line break, digits, a capital letter and accents are always in it, so that no key
    hides what drops or changes them. In a long text, two words are about equally frequent: rounded
    shares are equal, and their counts have no room in 16 bits. Then leave room for some of the tied
    ones only; a list that is too long, or too short by one, is another cell's business.
    """
    rng = student.rng("words.vocabulary.lists_words")
    others = uneven(rng, [word for word in WORDS if word not in TIED], FREQUENCIES)
    tokens = [*reversed(TIED), *others, *expect.shuffled(rng, TIED * 3)]
    _compare(student, tokens, len(TIED) + len(FREQUENCIES) + 1)
    _compare(student, crowded(rng, PLAIN), 5)
    answer = call_untouched(student, "build_vocabulary", tokens, AMONG_TIES)
    expected = right_order(tokens, [UNKNOWN])[:AMONG_TIES]
    listed = answer if isinstance(answer, list | tuple) else []
    few = len(listed) < AMONG_TIES - 1  # one too few is a miscount
    if few or (len(listed) == AMONG_TIES and not expect.alike(answer, expected)):
        raise Mismatch(
            _("max_size = {size}: {vocabulary}").format(
                size=AMONG_TIES, vocabulary=expect.described(expected)
            ),
            expect.described(answer),
            _("Sort first, then cut: code points also decide which of the equals are left out."),
        )


@check(N_("At most max_size entries, and as many as there are if there is room"))
def keeps_the_most_frequent(student: Student) -> None:
    """Leave room for a few words, for none, for all of them, and for more than there are."""
    tokens = uneven(student.rng("words.vocabulary.keeps_the_most_frequent"), PLAIN, FALLING)
    for max_size in (5, 2, 1, len(FALLING) + 1, len(FALLING) + 50):
        _compare(student, tokens, max_size)


@check(N_("encode gives each token its index, unknown ones 0"))
def encodes(student: Student) -> None:
    """Encode known and unknown tokens with a vocabulary that is passed in, and with two large ones.

    The first list comes again, after other contents. One of the unknown tokens is a word of the
    vocabulary with a capital letter. The large ones have the same words, and so the same size, in
    two orders; one of them has a capital letter, which what is unknown lacks, one is a line break,
    and the longest is the beginning of something unknown. Beside them comes so much that is unknown
    that not all of it has a checksum of its own. The last token stands alone, too.
    """
    rng = student.rng("words.vocabulary.encodes")
    vocabulary = some_vocabulary(rng, symbols=WORDS)
    known = [str(word) for word in rng.choice(vocabulary[1:], size=14)]
    capital = next(word for word in vocabulary if word in PLAIN).capitalize()
    tokens = expect.shuffled(rng, [*known, *STRANGERS, *OUTSIDE, capital])
    try:
        answer = call_untouched(student, "encode", tokens, vocabulary, again=True)
    except StudentRaised as error:
        student.call("encode", known, vocabulary)  # this works: so it is the unknown ones
        expected = _numbers(tokens, vocabulary)
        raise Mismatch(f"encode({tokens}) = {expected}", str(error), _(ABSENT)) from None
    _compare_numbers(answer, tokens, vocabulary)
    again = student.ask(probes.encode_anew, tokens=tokens, vocabulary=vocabulary)
    _compare_numbers(again, tokens, vocabulary)
    words = ["João", LONGEST, "\n", *[f"w{i}" for i in range(4, SIZE)]]
    large = [UNKNOWN, *expect.shuffled(rng, words)]
    ends = (large[i] for i in (SIZE - 1, 5000, 1000, 512, 256, 255, 128, 127, 1))
    others = map("".join, rng.choice(list(ascii_uppercase), size=(MANY, 8)))
    tokens = [*ends, "\n", "joão", "JOÃO", f"{LONGEST}s", *others]
    turned = [UNKNOWN, *large[2:], large[1]]
    for some, entries in ((tokens, large), (tokens, turned), (large[-1:], large)):
        answer = must_answer(
            partial(call_untouched, student, "encode", some, entries),
            _("the numbers of {count} tokens, the largest of which is {most}").format(
                count=len(some), most=SIZE - 1
            ),
            _(NARROW),
        )
        _compare_numbers(answer, some, entries)


def _numbers(tokens: list[str], vocabulary: list[str]) -> list[int]:
    index = {token: number for number, token in enumerate(vocabulary)}
    return [index.get(token, 0) for token in tokens]


def _compare_numbers(answer: object, tokens: list[str], vocabulary: list[str]) -> None:
    """Compare the numbers (N,) of tokens that came back."""
    expected, values = _numbers(tokens, vocabulary), expect.listed(answer)
    hint = _(ABSENT)
    if values is not None and values.ndim != 1 and values.size == len(tokens):
        hint = _("One number for each token, side by side: N of them have the shape (N,).")
    observed = expect.numbers(answer, (len(tokens),), "int", hint).tolist()
    if observed != expected:
        raise Mismatch(
            f"encode({tokens}) = {expected}",
            str(observed),
            _number_hint(observed, tokens, vocabulary),
        )


def _number_hint(observed: list[int], tokens: list[str], vocabulary: list[str]) -> str:
    expected = _numbers(tokens, vocabulary)
    small = _numbers([token.lower() for token in tokens], vocabulary)
    pairs = [*zip(observed, expected, small, strict=True)]
    if all(number in (right, lower) for number, right, lower in pairs):
        return _("A capital letter makes another word: João is not joão, Lamp is not lamp.")
    if all((number - right) % 256 == 0 for number, right, _lower in pairs):
        return _(NARROW)
    if any(number != 0 == right for number, right, _lower in pairs):
        cut = [token[: max(map(len, vocabulary))] for token in tokens]
        if observed == _numbers(cut, vocabulary):
            return _(
                "An array of texts cuts off what its dtype has no room for: look up whole words."
            )
        return _(ABSENT)
    wrong = {token for token, (n, right, _low) in zip(tokens, pairs, strict=True) if n != right}
    if wrong == {"\n"}:
        return _("A line break is a token like any other, and in the vocabulary as it is.")
    return _("The index is the one in the vocabulary that is passed in, not in another.")


@check(N_("Coverage is the share of the text's tokens that the vocabulary has"))
def covers(student: Student) -> None:
    """Compare shares of texts with repetitions, with nothing known, and with everything known.

    The last ones are asked about again with another vocabulary of the same size, and the first ones
    with a large one.

    One is long, so that a sample of it has another share.

    Among the known words are the vocabulary's first and last one; among the unknown ones, a part
    of a word of it, one of its words with a capital letter, and a sign.
    """
    rng = student.rng("words.vocabulary.covers")
    vocabulary = some_vocabulary(rng, symbols=WORDS)
    plain = next(word for word in vocabulary if word in PLAIN)
    strangers = [*STRANGERS, plain.capitalize(), *[plain[:-1]] * 2]  # each as often as no other
    strangers += 3 * [SIGN]
    known = [vocabulary[1], *[vocabulary[-1]] * 2]
    known += [str(word) for word in rng.choice(vocabulary[2:6], size=13)]
    few = [UNKNOWN, *known[:2], *[f"w{i}" for i in range(3, len(vocabulary))]]
    texts = ([*known, *strangers, strangers[0]], strangers, known, known * 300 + strangers * 101)
    large = [*vocabulary, *[f"w{i}" for i in range(len(vocabulary), LARGE)]]
    asked = [*((text, vocabulary) for text in texts), (known, few), (texts[0], large)]
    for tokens, vocabulary in asked:
        tokens = expect.shuffled(rng, tokens)
        expected = sum(token in vocabulary for token in tokens) / len(tokens)
        share = _("{share:.4f}, the share of known tokens").format(share=expected)
        observed = expect.number(call_untouched(student, "coverage", tokens, vocabulary), share)
        if abs(observed - expected) > 1e-6:
            different = sum(token in vocabulary for token in set(tokens)) / len(set(tokens))
            hint = _("A number from 0 to 1: known tokens divided by all tokens of the text.")
            if abs(observed - different) <= 1e-6:
                hint = _("A word counts as often as it occurs in the text, not just once.")
            if abs(observed - 1 + expected) <= 1e-6:
                hint = _("This is the share of unknown tokens.")
            if vocabulary is few:
                hint = _("The vocabulary is the one that is passed in, not an earlier one.")
            hint = _alike_hint(observed, tokens, vocabulary) or hint
            raise Mismatch(share, f"{observed:.4f}", hint)


def _alike_hint(observed: float, tokens: list[str], vocabulary: list[str]) -> str:
    """Name what takes other tokens for known, or known ones for others, if it explains a share."""
    small, together = {word.lower() for word in vocabulary}, " ".join(vocabulary)
    words = [token for token in tokens if token[0].isalnum()]
    if words and abs(observed - sum(t in vocabulary for t in words) / len(words)) <= 1e-6:
        return _("Signs and line breaks are tokens too: they count like words.")
    for found, hint in (
        ([t.lower() in small for t in tokens], _("A capital letter makes another word.")),
        ([t in together for t in tokens], _("A part of a word is not the word.")),
        ([t in vocabulary[:-1] for t in tokens], _("The last entry is an entry like any other.")),
        ([t in vocabulary[2:] for t in tokens], _("The first entry after <unk> is an entry too.")),
    ):
        if abs(observed - sum(found) / len(tokens)) <= 1e-6:
            return hint
    return ""
