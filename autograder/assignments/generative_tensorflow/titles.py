"""Judges of encode and decode for titles: a padded row for each, ended by <eos>."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import partial

import numpy as np

from autograder.assignments.common.asking import decoded, must_answer, must_be_unchanged, must_keep
from autograder.assignments.common.vocabulary import (
    ACCENTED,
    ALWAYS,
    AS_IT_IS,
    MANY,
    PAGES,
    REPLACEMENT,
    UNKNOWN,
    printed,
    some_vocabulary,
)
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, check, expect

probes = Probes(__file__, "titles")

SPECIALS = ("", UNKNOWN, "<eos>")
PADDING, UNK, EOS = range(3)
NAMES = "".join(SPECIALS)


def some_titles(
    rng: np.random.Generator, vocabulary: Sequence[str], lengths: Sequence[int]
) -> list[str]:
    """Return titles of known characters, in these lengths, no two alike.

    White space is inside only: else one that is stripped could be another one's beginning.
    """
    titles: list[str] = []
    for length in lengths:
        title = ""
        while not title or title != title.strip() or title in titles:
            title = "".join(str(c) for c in rng.choice(vocabulary[len(SPECIALS) :], size=length))
        titles.append(title)
    return titles


STRANGERS = "§ÉÅ"
"""Unknown characters; of the second one, the small letter is known, of the third, the bare one."""
LARGE = 66_000
"""Entries of a vocabulary whose last tokens fit into no 16 bits."""
BYTE = 254
"""Characters of a vocabulary whose last token, 256, is the first that no byte holds."""
LONG = 300
"""Characters of a title that any bound which code may set would cut."""
NARROW = N_("The dtype is too narrow for a large vocabulary: its tokens wrapped around.")


def tokens_of(titles: Sequence[str], vocabulary: Sequence[str]) -> expect.Array:
    """Return what the task asks of encode, shape (B, L + 1)."""
    index = {character: i for i, character in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(map(len, titles)) + 1), dtype=np.int64)
    for row, title in zip(ids, titles, strict=True):
        row[: len(title) + 1] = [index.get(c, UNK) for c in title] + [EOS]
    return ids


@check(N_("encode gives a row for each title: its characters, <eos>, then padding"))
def encodes(student: Student) -> None:
    """Encode titles of several lengths, one with unknown characters, one with unusual ones.

    That one also spells the names of special tokens, in letters of the vocabulary. By the same
    list, which had other contents, they were encoded before. Then come a title alone, also an empty
    one and a very long one, and one of hundreds of characters and one of none, by a large
    vocabulary.
    """
    rng = student.rng("titles.encodes")
    vocabulary = some_vocabulary(rng, specials=SPECIALS)
    vocabulary += expect.shuffled(rng, sorted(set(NAMES) - set(vocabulary)))
    titles = some_titles(rng, vocabulary, [int(n) for n in rng.permutation([3, 7, 5, 1])])
    plain = list(titles)
    titles[1] = STRANGERS[0] + titles[1] + STRANGERS[1:]
    inside = [character for character in ALWAYS if not character.isspace()]
    titles.append(f" {ACCENTED}{''.join(expect.shuffled(rng, inside))}{NAMES}\n")
    expected = tokens_of(titles, vocabulary)
    try:
        answer = encoded(student, titles, vocabulary)
    except StudentRaised as error:
        encoded(student, plain, vocabulary)  # this works: so it is
        raise Mismatch(
            f"encode({titles!r}) = {expected.tolist()}",
            str(error),
            _("A character that the vocabulary lacks becomes <unk>; it is not an error."),
        ) from None
    hint = _(
        "A row for each title, as long as the longest title and <eos>; an accent may be a "
        "character of its own, and <unk> in letters is five characters."
    )
    observed = expect.array(answer, expected.shape, "int", hint)
    if not np.array_equal(observed, expected):
        raise Mismatch(
            f"encode({titles!r}) = {expected.tolist()}",
            str(observed.tolist()),
            _("The tokens are those of what the list contained before: look them up in every call.")
            if np.array_equal(observed, tokens_of(titles, turned(vocabulary)))
            else _(OWN)
            if np.array_equal(observed, tokens_of([one[::-1] for one in titles], vocabulary))
            else _encode_hint(observed, expected),
        )
    wide = [*SPECIALS, *MANY[:BYTE]]
    for title, known, hint in (
        (titles[0], vocabulary, ALONE),
        ("", vocabulary, ALONE),
        (wide[-1], wide, NARROW),
        (PAGES, printed(SPECIALS), AS_IT_IS),
    ):
        _encodes_one(student, title, known, _(hint))
    _encodes_much(student, rng)


def encoded(student: Student, titles: Sequence[str], vocabulary: Sequence[str]) -> object:
    """Return the student's token numbers of some titles."""
    answer = student.ask(probes.encode, titles=titles, vocabulary=vocabulary)
    must_keep(answer)
    must_be_unchanged(answer, _("the titles passed in, unchanged"))
    return expect.field(answer, "tokens")


def _encodes_one(student: Student, title: str, vocabulary: list[str], hint: str) -> None:
    """Encode a title alone."""
    expected = tokens_of([title], vocabulary)
    due = f"encode({expect.described([title])}) = {expect.described(expected.tolist())}"
    answer = must_answer(partial(encoded, student, [title], vocabulary), due, hint)
    observed = expect.array(answer, expected.shape, "int", hint)
    if not np.array_equal(observed, expected):
        raise Mismatch(due, expect.described(observed.tolist()), hint)


ALONE = N_("A single title is a list of one: its array has one row, of shape (1, L + 1).")


def turned(vocabulary: Sequence[str]) -> list[str]:
    """Return a vocabulary with the characters inside in the opposite order, as the probe does.

    The first and the last one stay: code that knows a vocabulary by them takes it for the same.
    """
    first = len(SPECIALS) + 1
    return [*vocabulary[:first], *reversed(vocabulary[first:-1]), vocabulary[-1]]


def _encodes_much(student: Student, rng: np.random.Generator) -> None:
    """Encode titles of no and of many characters, one of them twice; the last token is large."""
    known = [c for c in some_vocabulary(rng, specials=()) if not c.isspace()]
    filling = map(chr, range(0x20000, 0x20000 + LARGE - len(known)))
    first, *others = [REPLACEMENT, *known]
    vocabulary = [*SPECIALS, *others[:8], *filling, first, *others[8:]]
    long = "".join(rng.choice(others[:8], size=LONG))
    titles = expect.shuffled(rng, [long, "", "".join([first, *others]) + STRANGERS])
    titles.append(titles[0])
    expected = tokens_of(titles, vocabulary)
    answer = must_answer(
        partial(encoded, student, titles, vocabulary),
        _("tokens of titles of 0 to {most} characters, with a vocabulary of {size}").format(
            most=LONG, size=len(vocabulary)
        ),
        _("Tokens may be above 255 and above 65,535: a plain int holds them."),
    )
    hint = _("A title of any length, or one that comes twice, has its row: all of it, and <eos>.")
    observed = expect.array(answer, expected.shape, "int", hint)
    if not np.array_equal(observed, expected):
        bits = [b for b in (8, 16) if not np.any((observed - expected) % 2**b)]
        tokens = np.unique(expected[observed != expected])
        raise Mismatch(
            _("among others, the tokens {tokens}").format(tokens=tokens[:8].tolist()),
            str(np.unique(observed[observed != expected])[:8].tolist()),
            _(NARROW) if bits else _much_hint(observed) or hint,
        )


def _much_hint(observed: expect.Array) -> str:
    """Name what was taken for something else among known and unknown characters."""
    if np.count_nonzero(observed == UNK) > len(STRANGERS):
        return _(EACH)
    if set(map(ord, STRANGERS)) & set(np.unique(observed).tolist()):
        return _("An unknown character is <unk>, whatever its code point is.")
    return ""


ANYWHERE = N_("Padding is left out; it does not end the text.")
IN_LETTERS = N_("Only tokens are special: <unk> or <eos> written out in letters stays as it is.")
EACH = N_("Every entry of the vocabulary has its index there, U+FFFD too.")


OWN = N_("Each call makes an array of its own: what an earlier one returned stays as it is.")


def _encode_hint(observed: expect.Array, expected: expect.Array) -> str:
    if sorted(observed.tolist()) == sorted(expected.tolist()):
        return _("The rows are right, but in another order: the first one is the first title's.")
    if not np.any(observed == EOS):
        return _("Each title ends in <eos>: the model has to learn where to stop.")
    if np.any(observed[:, 0] == PADDING):
        return _("The padding comes after the title, not before it.")
    missing = np.count_nonzero(expected, axis=1) - np.count_nonzero(observed, axis=1)
    if missing.max() == len(NAMES) - 2:  # of each name a token is left
        return _(IN_LETTERS)
    if np.any(missing > 0):
        return _("A token is missing: unknown characters become <unk>, and <eos> ends the title.")
    if np.array_equal(np.where(expected == EOS, PADDING, expected), observed * (observed != EOS)):
        return _("<eos> follows the last character at once; the padding comes after it.")
    return _("Each character is looked up as it is: capitals, accents and white space too.")


@check(N_("decode stops at <eos>, drops padding, and writes <unk> as the replacement character"))
def decodes(student: Student) -> None:
    """Decode numbers with padding and <unk> before <eos>, and characters after it.

    A letter and its accent are two characters, which stay as they are, and so do the letters that
    spell the name of a special token, and a space before a comma. There is another <eos> after the
    first one. Then come texts that have no end, one of padding alone, one that begins with its end,
    one of a single character, long ones, and one of tokens that no byte can hold.
    """
    rng = student.rng("titles.decodes")
    vocabulary = some_vocabulary(rng, specials=SPECIALS)
    vocabulary += expect.shuffled(rng, sorted({*NAMES, ","} - set(vocabulary)))
    named = [vocabulary.index(character) for character in NAMES]
    first, comma, last = (vocabulary.index(one) for one in " ,\n")
    accented = [vocabulary.index(character) for character in ACCENTED]
    others = [int(i) for i in rng.permutation(np.arange(3, len(vocabulary)))]
    others = [i for i in others if i not in (first, comma, last, *accented, *named)]
    before = [first, comma, *accented, others[0], PADDING, UNK, UNK, others[1], *named]
    before += [PADDING, PADDING, others[2], last]  # two together are no end either
    ids = [*before, EOS, *others[:2], *others[3:], EOS, PADDING]
    written = {PADDING: "", UNK: REPLACEMENT}
    expected, earlier = (
        "".join(written.get(i, known[i]) for i in before)
        for known in (vocabulary, turned(vocabulary))
    )
    observed = decoded(student, probes.decode, ids, vocabulary)
    if observed != expected:
        raise Mismatch(
            f"decode({ids}) = {expected!r}",
            expect.described(observed),
            _("The text is that of what the list contained before: look tokens up in every call.")
            if observed == earlier
            else _decode_hint(observed, expected),
        )
    wide, plain = [*SPECIALS, *MANY], printed(SPECIALS)
    for row, whole, hint in (
        (ids[:4], None, _("Without <eos> the text goes on to the last token.")),
        ([*others[:2], PADDING, last, PADDING, comma], None, _(ANYWHERE)),
        ([*others[:2], last], None, _("A line break may be the last token, without <eos> too.")),
        ([PADDING, PADDING], "", _("A row may be all padding: then there is no text either.")),
        ([EOS, *others[:2]], "", _("<eos> may come first: then there is no text.")),
        (others[:1], None, _("A row may have just one token: its shape is (1,).")),
        (others[:2] * LONG * 2, None, _("A row may have any length.")),
        ([256, len(wide) - 1, EOS], wide[256] + wide[-1], _(NARROW)),
        ([plain.index(c) for c in PAGES], PAGES, _(AS_IT_IS)),
    ):
        right = "".join(vocabulary[i] for i in row) if whole is None else whole
        known = plain if right == PAGES else vocabulary if max(row) < len(vocabulary) else wide
        expected = f"decode({expect.described(row)}) = {expect.described(right)}"
        asked = partial(decoded, student, probes.decode, row, known)
        if (observed := must_answer(asked, expected, hint)) != right:
            raise Mismatch(expected, expect.described(observed), hint)


def _decode_hint(observed: str, expected: str) -> str:
    if NAMES in expected and NAMES not in observed and REPLACEMENT in observed:
        without = expected.replace(NAMES, "")
        if observed.startswith(expected[: expected.index(NAMES)]) and observed != without:
            return _(IN_LETTERS)
    if observed.startswith(expected):
        return _("The text ends before <eos>; nothing after it is written.")
    if expected.startswith(observed) and REPLACEMENT not in observed:
        return _(ANYWHERE)
    if observed.strip() == expected.strip():
        return _("White space is part of the text: it is written as it is.")
    if expected.startswith(observed):
        return _(ANYWHERE)
    if unicodedata.normalize("NFC", observed) == unicodedata.normalize("NFC", expected):
        return _("A letter and its accent may be two characters: each is written as it is.")
    if observed == expected.replace(2 * REPLACEMENT, REPLACEMENT):
        return _("Each <unk> is written: two of them are two replacement characters.")
    if REPLACEMENT not in observed:
        return _("<unk> is written as one replacement character, U+FFFD.")
    return _("Padding is left out of the text.")
