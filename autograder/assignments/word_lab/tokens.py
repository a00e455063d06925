"""Judges of tokenize and detokenize, on texts in the form of `lesson.normalise`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import numpy as np

from autograder.assignments.common.asking import call_untouched, must_answer, must_be_so
from autograder.assignments.common.vocabulary import UNKNOWN
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, check, expect

probes = Probes(__file__, "tokens")
NOTHING_BEFORE = frozenset(".,;:!?…”)\n")
NOTHING_AFTER = frozenset("“(\n")
SIGNS = frozenset(".,;:!?…“”()—\n")

PLAIN = [
    *("some", "lamp", "river", "old", "boat", "came", "went", "saw"),
    *("and", "but", "then", "red", "stone", "hill", "over"),
]
JOINED = [
    *("guarda-chuva", "disse-me", "vê-lo-ei", "mother-in-law", "segunda-feira", "Saint-Exupéry"),
    *("don’t", "o’clock", "d’água", "l’amour", "Anna’s", "rock-n-roll"),
    *("ne’er-do-well", "mother-in-law’s", "d’água-viva"),
    *("coração", "João", "à", "É", "Zoë", "über", "1905", "3", "pão-de-ló"),
]
MIXED = ["4x4", "2a", "B2B", "10-12"]
"""Words that digits and letters make together, or digits alone with a hyphen."""
ELSEWHERE = [
    "œuvre",
    "Łódź",
    "żółw",
    "Čapek",
    "škola",
    "ğ",
    "ſaid",
    "Οδύσσεια",
    "сад-огород",
    "Ω",
    "шум",
    "红楼梦",
    "人々",
    "ラーメン",
    "\N{CJK UNIFIED IDEOGRAPH-20BB7}野",
    "\N{GOTHIC LETTER AHSA}\N{GOTHIC LETTER BAIRKAN}",
]
"""Words whose letters Latin-1 lacks; some modify others, and some have no room in 16 bits."""
NUMBERS = ["\N{ARABIC-INDIC DIGIT THREE}\N{ARABIC-INDIC DIGIT SEVEN}", "\N{DEVANAGARI DIGIT NINE}"]
"""Digits that are not 0 to 9."""
SHORT = ("Mr", "Mrs", "Dr", "St", "Sr", "Sra", "etc", "E")
"""Words that are often followed by a full stop, which is a sign like any other."""
LONG = ("pneumoultramicroscopicossilicovulcanoconiótico", "-".join(["vai"] * 70))
"""Words of 46 and of 279 characters."""
THOUSANDS = 3000
"""Tokens of a text: code that works in blocks has some of its seams in there."""
LINES = (
    "“ W , W ! ” W W .",
    "— W W ? ! — W W ; W .",
    "W ( W W ) W : “ W … ”",
    "“ W — W W — W ? ” W W , W .",
    "— “ W ” ! ! ! W … W W .",
    "W , “ W W , ” W ( “ W ! ” ) .",
)


def spaced(tokens: list[str]) -> str:
    """Return the text of tokens, with the spaces that the rules of `normalise` ask for."""
    text = ""
    for before, token in zip(["\n", *tokens], tokens, strict=False):
        close = token in NOTHING_BEFORE or before in NOTHING_AFTER
        text += token if close else " " + token
    return text


def some_lines(rng: np.random.Generator, words: Iterator[str]) -> list[str]:
    """Return the tokens of a few lines with every sign in them, and words in between."""
    tokens: list[str] = []
    for number in rng.permutation(len(LINES)):
        pattern = LINES[number].split()
        tokens += [next(words) if part == "W" else part for part in pattern]
        tokens.append("\n")
    return tokens[:-1]


def _in_turn(rng: np.random.Generator, words: list[str]) -> Iterator[str]:
    """Return words in a secret order, over and over, so that none is missing."""
    return itertools.cycle(expect.shuffled(rng, words))


def _compare(observed: object, expected: list[str], text: str) -> None:
    tokens = expect.strings(observed)
    if tokens == expected:
        return
    pairs = zip([*tokens, None], expected, strict=False)
    index = next((i for i, (one, other) in enumerate(pairs) if one != other), len(expected))
    there = slice(max(index - 2, 0), index + 3)
    raise Mismatch(
        _("tokenize({text}) = [… {tokens} …]").format(
            text=expect.described(text), tokens=str(expected[there])[1:-1]
        ),
        f"[… {str(tokens[there])[1:-1]} …]",
        _token_hint(tokens, expected),
    )


def _token_hint(tokens: list[str], expected: list[str]) -> str:
    if [t for t in tokens if t != "\n"] == [t for t in expected if t != "\n"]:
        return _("A line break is a token of its own: it is how a paragraph ends.")
    if [t.lower() for t in expected] == tokens:
        return _("Capital letters stay: the text must come back as it was.")
    if tokens and tokens == expected[: len(tokens)]:
        return _("A text may end in a word, even one of a single letter: it is a token too.")
    wanted, missing = set(expected), {word for word in expected if word not in tokens}
    if any(re.search(r"\s", word) for word in tokens if word != "\n"):
        return _("No token but the line break contains white space.")
    if any(word + "." in tokens for word in SHORT):
        return _("A full stop is a sign by itself, after an abbreviation too: Mr and . are two.")
    if any(len(t) > 1 and SIGNS & set(t) for t in tokens):
        return _("Each sign is a token by itself, separate from words and from other signs.")
    if {t for t in expected if t in SIGNS} - set(tokens):
        return _("A sign of the list is missing: dashes and quotation marks are tokens too.")
    if missing and missing <= {*MIXED}:
        return _("Letters and digits together make a word: 4x4 is one token, and so is 10-12.")
    if missing and missing <= {*LONG}:
        return _("A word is one token, however long it is, and comes whole.")
    if missing and missing <= {*NUMBERS}:
        return _("Other scripts have other digits too: {digits}.").format(digits=", ".join(NUMBERS))
    if missing <= {*ELSEWHERE}:
        return _("Other languages and alphabets have other letters: œ, ł, Ω, ш.")
    if missing and all(any(ord(char) > 127 for char in word.replace("’", "")) for word in missing):
        return _("Letters with accents are letters.")
    if "-" in tokens or any("-" in w and w.split("-")[0] in tokens for w in wanted):
        return _("A hyphen between letters belongs to its word.")
    if "’" in tokens or any("’" in w and w.split("’")[0] in tokens for w in wanted):
        return _("An apostrophe between letters belongs to its word.")
    if not any(any(ord(c) > 127 for c in t) for t in tokens if t not in SIGNS):
        return _("Letters with accents are letters.")
    return _("Which characters may a word contain? Letters and digits of any script.")


@check(N_("Words keep their accents, hyphens, apostrophes and digits"))
def parts_words(student: Student) -> None:
    """Compare the tokens of words in a secret order, with nothing but spaces between them.

    The last one is a single letter, which careless loops lose at the end of a text. A text may be
    empty, and it may be long.
    """
    rng = student.rng("tokens.parts_words")
    words = [*expect.shuffled(rng, [*JOINED, *MIXED, *ELSEWHERE, *NUMBERS, *PLAIN, *LONG]), "à"]
    text = " ".join(words)
    tokens = must_answer(
        lambda: call_untouched(student, "tokenize", text),
        _("the tokens of words in several alphabets"),
        _("Words consist of letters and digits of any script, also beyond 16 bits."),
    )
    _compare(tokens, words, text)
    many = list(itertools.islice(_in_turn(rng, [*JOINED, *PLAIN]), THOUSANDS))
    _compare(call_untouched(student, "tokenize", " ".join(many)), many, " ".join(many))
    nothing = must_answer(
        lambda: call_untouched(student, "tokenize", ""),
        "tokenize('') = []",
        _("A text without words has no tokens."),
    )
    _compare(nothing, [], "")


@check(N_("Each sign, dash, quotation mark and line break is a token of its own"))
def parts_signs(student: Student) -> None:
    """Compare the tokens of lines with every sign, between plain words, and abbreviations.

    A line break ends a second text.
    """
    rng = student.rng("tokens.parts_signs")
    tokens = [*some_lines(rng, _in_turn(rng, PLAIN)), "\n"]
    tokens += [part for word in SHORT for part in (word, ".")]
    text = spaced(tokens)
    answer = call_untouched(student, "tokenize", text)
    if not expect.alike(answer, [token.lower() for token in tokens]):  # `parts_words` minds those
        _compare(answer, tokens, text)
        ended = f"{PLAIN[0]}\n"
        _compare(call_untouched(student, "tokenize", ended), [PLAIN[0], "\n"], ended)


@check(N_("detokenize puts spaces where the rules ask for them, and nowhere else"))
def spaces(student: Student) -> None:
    """Compare the text of secret tokens, of some in no order at all, of one token and of none.

    Without order, no two line breaks come together; there is one at either end. After them come two
    together, <unk>, and each sign twice, as a network may write them, between numbers, and where a
    line begins. The last two are long: in one of them every place between two tokens has a space,
    in the other none has.
    """
    rng = student.rng("tokens.spaces")
    signs = sorted(SIGNS - {"\n"})
    for tokens in (
        some_lines(rng, _in_turn(rng, PLAIN)),
        ["\n", *_without_order(rng, [*signs, *signs, *signs, *PLAIN]), "\n"],
        [PLAIN[int(rng.integers(len(PLAIN)))]],
        [*PLAIN[:2], "\n", "\n", PLAIN[2], UNKNOWN, PLAIN[3], ".", "\n", "\n", "\n", "“", PLAIN[4]],
        [token for sign in signs for token in (PLAIN[5], sign, sign)],
        [token for sign in signs for token in ("10", sign, "000")],
        [token for sign in signs for first in "\n“(" for token in (first, sign, PLAIN[6])],
        list(itertools.islice(_in_turn(rng, PLAIN), THOUSANDS)),
        [
            token
            for word in itertools.islice(_in_turn(rng, PLAIN), THOUSANDS)
            for token in (word, "\n")
        ],
    ):
        _compare_text(call_untouched(student, "detokenize", tokens), spaced(tokens))
    nothing = must_answer(
        lambda: call_untouched(student, "detokenize", []),
        "detokenize([]) = ''",
        _("Without tokens there is no text."),
    )
    _compare_text(nothing, "")


def _without_order(rng: np.random.Generator, symbols: list[str]) -> list[str]:
    """Return all symbols in a secret order, with a line break after every tenth."""
    order = expect.shuffled(rng, symbols)
    tens = [order[start : start + 10] for start in range(0, len(order), 10)]
    return [*itertools.chain.from_iterable([*ten, "\n"] for ten in tens)][:-1]


@check(N_("detokenize(tokenize(text)) is the text"))
def comes_back(student: Student) -> None:
    """Compare texts in the form of `normalise` with what comes back.

    Spaces are not tokens: otherwise the text itself, or its characters, would come back unchanged.
    """
    rng = student.rng("tokens.comes_back")
    words = _in_turn(rng, [*JOINED, *PLAIN])
    for _text in range(3):
        text = spaced(some_lines(rng, words))
        answer = student.ask(probes.there_and_back, text=text)
        _compare_text(expect.field(answer, "text"), text)
        otherwise = Mismatch(
            _("the same tokens from a second call, whatever becomes of the first list"),
            _("different tokens"),
            _(
                "Each caller gets a list of its own: it may change it, and a cache would keep "
                "the change."
            ),
        )
        must_be_so(answer, "own", otherwise)
    tokens = expect.strings(call_untouched(student, "tokenize", text))
    if any(" " in token for token in tokens):
        raise Mismatch(
            _("tokens without spaces"),
            expect.described(next(token for token in tokens if " " in token)),
            _("No token but the line break contains white space."),
        )


def _compare_text(observed: object, expected: str) -> None:
    text = expect.text(observed)
    if text == expected:
        return
    pairs = zip(text + "\0", expected + "\0", strict=False)
    index = next(i for i, (one, other) in enumerate(pairs) if one != other)
    there = slice(max(index - 15, 0), index + 15)
    raise Mismatch(
        f"… {expected[there]!r} …", f"… {text[there]!r} …", _space_hint(text, expected, index)
    )


def _space_hint(text: str, expected: str, index: int) -> str:
    if text == expected.strip("\n"):
        return _("Every token is written, a line break at either end too.")
    if text.strip() == expected:
        return _("There is no space at either end of a text.")
    if "\n\n" in expected and re.sub(r"\s*\n\s*", "\n", expected) == text:
        return _("Every token is written: two line breaks in a row are two.")
    if "".join(text.split()) != "".join(expected.split()):
        return _("Every token is written as it is; only the spaces between them are yours.")
    around = expected[max(index - 1, 0) : index + 1]
    if "\n" in around or "\n" in text[max(index - 1, 0) : index + 1]:
        return _("A line break has no spaces on either side.")
    if "—" in around:
        return _("A dash has a space on both sides, except at the ends of a line.")
    if set(around) & set("“”()"):
        return _("“ and ( have their space before them, ” and ) after them.")
    return _("Is there a space before this sign? Is there one after it?")
