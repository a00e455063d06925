"""Whether a grammar says of itself what counting its strings would say."""

import math
import pickle
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest

import lesson
from lesson.grammar import (
    Alternative,
    BadWeightError,
    DuplicateAlternativeError,
    Grammar,
    GrammarError,
    GrammarSyntaxError,
    RecursiveRuleError,
    Ref,
    UndefinedSymbolError,
    UnusedRuleError,
)
from lesson.i18n import LANGUAGES

DATA = Path(lesson.__file__).parent / "data"

TOY = """
# Nine strings, of unequal length and probability.
start =
    3: {who} {does}, again        # three times as likely
    {who} {does} | nobody sleeps
who = 2: the cat | a bird
does = sleeps | 0.5: sings
"""


@pytest.fixture(params=LANGUAGES)
def grammar(request: pytest.FixtureRequest) -> Grammar:
    """Load the grammar of each language in turn."""
    return Grammar.load(DATA / f"headlines.{request.param}.grammar")


def test_the_format_is_read_as_its_docstring_says() -> None:
    """Alternatives on the rule's line, on lines of their own, and between bars are all alike."""
    grammar = Grammar.parse("a = x | 2: {b}y\n    1.5: z # no\nb = 3: #1 | 12:30\n")
    assert grammar.rules == {
        "a": (
            Alternative(1.0, ("x",), 1),
            Alternative(2.0, (Ref("b"), "y"), 1),
            Alternative(1.5, ("z",), 2),
        ),
        "b": (Alternative(1.0, ("3:",), 3),),
    }


def test_entropy_and_length_equal_those_of_an_enumeration() -> None:
    """The recursion gives what summing over all strings gives."""
    grammar = Grammar.parse(TOY)
    strings = dict(grammar.strings())
    assert len(strings) == 9
    assert math.fsum(strings.values()) == pytest.approx(1, abs=1e-15)
    assert strings["the cat sings, again"] == pytest.approx(3 / 5 * 2 / 3 * 1 / 3)
    entropy = -math.fsum(p * math.log(p) for p in strings.values())
    length = math.fsum(p * len(text) for text, p in strings.items())
    assert grammar.entropy() == pytest.approx(entropy, rel=1e-14)
    assert grammar.expected_length() == pytest.approx(length, rel=1e-14)
    assert grammar.entropy("who") == pytest.approx(math.log(3) - 2 / 3 * math.log(2))


def test_samples_have_the_probabilities_of_the_enumeration() -> None:
    """20,000 draws lie within five standard deviations of every string's probability."""
    grammar = Grammar.parse(TOY)
    rng = Random(0)
    counts = Counter(grammar.sample(rng) for _ in range(20_000))
    expected = dict(grammar.strings())
    assert counts.keys() == expected.keys()
    for text, p in expected.items():
        assert abs(counts[text] - 20_000 * p) < 5 * math.sqrt(20_000 * p * (1 - p))


def test_a_numpy_generator_serves_as_well() -> None:
    """Whatever has a method `random` can be the source."""
    grammar = Grammar.parse(TOY)
    assert grammar.sample(np.random.default_rng(3)) == grammar.sample(np.random.default_rng(3))
    assert grammar.sample(np.random.default_rng(3), "who") in {"the cat", "a bird"}


AMBIGUOUS = {
    "two words for one": "s = {a} | {b}\na = ab\nb = ab",
    "a border that moves": "s = {a}{b}\na = x | xy\nb = yz | z",
    "a difference in the middle": "s = {a} end\na = one {b} | {c} two\nb = two | 2\nc = one | 1",
    "two ways to the same tail": "s = x{a} | x{b}\na = {c}\nb = {c}\nc = p | q",
    "the same text in pieces": "s = ab | {a}b\na = a",
    "nothing shared but the string": "s = {a}c | a{b}\na = ab\nb = bc",
}
UNAMBIGUOUS = {
    "toy": TOY,
    "common beginnings": "s = {a} x | {a} y\na = a | ab | abc",
    "one string begins another": "s = {a} | {b}\na = x | xy\nb = xyz",
    "a border that could move, but meets no match": "s = {a}{b}\na = x | xy\nb = yz | w",
    "a rule used twice": "s = {a} {a}\na = p | q",
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_an_ambiguous_grammar_is_found_out(name: str) -> None:
    """The test can fail: each of these has a string with two derivations."""
    grammar = Grammar.parse(AMBIGUOUS[name])
    assert len({text for text, _p in grammar.strings()}) < len(list(grammar.strings()))
    assert not grammar.is_unambiguous()
    beginning = grammar.ambiguity()
    assert beginning
    twice = Counter(text for text, _p in grammar.strings() if text.startswith(beginning))
    assert max(twice.values()) >= 2


@pytest.mark.parametrize("name", UNAMBIGUOUS)
def test_an_unambiguous_grammar_passes(name: str) -> None:
    """Common beginnings are not yet an ambiguity."""
    grammar = Grammar.parse(UNAMBIGUOUS[name])
    texts = [text for text, _p in grammar.strings()]
    assert len(texts) == len(set(texts))
    assert grammar.is_unambiguous()


def _random_grammars() -> Iterator[Grammar]:
    rng = Random(11)
    for _ in range(400):
        a, b, c = ([_word(rng) for _ in range(rng.randint(1, 3))] for _ in "abc")
        text = f"s = {{a}}{{b}} | {{c}}{{b}} | {{b}}a\na = {' | '.join(sorted(set(a)))}\n"
        text += f"b = {' | '.join(sorted(set(b)))}\nc = {' | '.join(sorted(set(c)))}\n"
        yield Grammar.parse(text)


def _word(rng: Random) -> str:
    return "".join(rng.choice("ab") for _ in range(rng.randint(1, 4)))


def test_the_verdict_is_that_of_an_enumeration_on_random_grammars() -> None:
    """On 400 small grammars the product test and counting agree, and both verdicts occur."""
    verdicts = Counter[bool]()
    for grammar in _random_grammars():
        texts = [text for text, _p in grammar.strings()]
        expected = len(texts) == len(set(texts))
        assert grammar.is_unambiguous() is expected, grammar.rules
        verdicts[expected] += 1
    assert min(verdicts[True], verdicts[False]) >= 50


def test_the_headlines_are_unambiguous(grammar: Grammar) -> None:
    """So their derivations' entropy is the entropy of the strings."""
    assert grammar.ambiguity() is None


def test_an_ambiguity_planted_among_the_headlines_is_found(grammar: Grammar) -> None:
    """One misplaced word, deep in the real grammar, does not pass."""
    rules = {symbol: list(alternatives) for symbol, alternatives in grammar.rules.items()}
    whole = next(alt for alt in rules["sport"] if Ref("team") in alt.body)
    place = whole.body.index(Ref("team"))
    replaced = (*whole.body[:place], Ref("south_team"), *whole.body[place + 1 :])
    rules["business"].append(Alternative(1.0, replaced, 1))
    assert not Grammar(rules).is_unambiguous()


def test_the_headlines_have_words_enough(grammar: Grammar) -> None:
    """At least 400 distinct words and short phrases, of ordinary characters."""
    lexicon = grammar.lexicon()
    assert len(lexicon) >= 400
    letters = set("".join(lexicon)) - set(" ,.:%$-'0123456789")
    assert all(letter.isalpha() for letter in letters)


def test_monte_carlo_agrees_with_the_exact_entropy_and_length(grammar: Grammar) -> None:
    """The mean surprise and length of 20,000 draws lie within five standard errors."""
    drawn = [_draw(grammar, rng) for rng in [Random(5)] for _ in range(20_000)]
    texts, costs = zip(*drawn, strict=True)
    assert list(texts[:50]) == [grammar.sample(rng) for rng in [Random(5)] for _ in range(50)]
    for exact, values in [
        (grammar.entropy(), np.array(costs)),
        (grammar.expected_length(), np.array([len(text) for text in texts], dtype=float)),
    ]:
        assert abs(values.mean() - exact) < 5 * values.std() / math.sqrt(len(values))


def _draw(grammar: Grammar, rng: Random) -> tuple[str, float]:
    """Draw a string and its cost in nats, by another way than `sample`."""
    todo: list[str | Ref] = [Ref(grammar.start)]
    text, cost = "", 0.0
    while todo:
        part = todo.pop(0)
        if isinstance(part, str):
            text += part
            continue
        alternatives = grammar.rules[part.name]
        weights = [alt.weight for alt in alternatives]
        u = rng.random() * sum(weights)
        index = next((i for i in range(len(weights)) if u < sum(weights[: i + 1])), -1)
        cost -= math.log(weights[index] / sum(weights))
        todo[:0] = alternatives[index].body
    return text, cost


def test_the_length_of_a_headline_is_that_of_a_headline(grammar: Grammar) -> None:
    """98 in 100 have 25 to 80 characters, and each is one clean line."""
    rng = Random(2)
    texts = [grammar.sample(rng) for _ in range(5000)]
    assert np.mean([25 <= len(text) <= 80 for text in texts]) >= 0.98
    assert all(text == " ".join(text.split()) for text in texts)


@pytest.mark.parametrize(
    ("text", "kind", "where", "word"),
    [
        ("s = {t} x", UndefinedSymbolError, "g:1", "{t}"),
        ("s = {t}\nt =\n  a | b{s}", RecursiveRuleError, "g:3", "s > t > s"),
        ("s = a{s}", RecursiveRuleError, "g:1", "s > s"),
        ("s = a\n  b | a", DuplicateAlternativeError, "g:2", "line 1"),
        ("s = 2: a | 3: a", DuplicateAlternativeError, "g:1", "rule s"),
        ("s = a | 0: b", BadWeightError, "g:1", "weight 0"),
        ("s = a\n  -2: b", BadWeightError, "g:2", "weight -2"),
        ("s = a\n\nt = b", UnusedRuleError, "g:3", "rule t"),
        ("s = a | | b", GrammarSyntaxError, "g:1", "''"),
        ("s = a\n  b {c", GrammarSyntaxError, "g:2", "b {c"),
        ("s = {C}", GrammarSyntaxError, "g:1", "{C}"),
        ("S: a", GrammarSyntaxError, "g:1", "expected a rule"),
        ("  a", GrammarSyntaxError, "g:1", "before the first rule"),
        ("s = a\ns = b", GrammarSyntaxError, "g:2", "merge"),
        ("s =\n", GrammarSyntaxError, "g", "no alternatives"),
        ("# only this", GrammarSyntaxError, "g:1", "no rule"),
    ],
)
def test_a_wrong_grammar_is_refused_with_its_place(
    text: str, kind: type[GrammarError], where: str, word: str
) -> None:
    """The error has its own type and says which symbol and where, and survives pickling."""
    with pytest.raises(GrammarError) as caught:
        Grammar.parse(text, "g")
    assert type(caught.value) is kind
    assert caught.value.where == where
    assert word in str(caught.value)
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert str(copy) == str(caught.value)


def test_an_empty_alternative_is_refused_in_rules_made_by_hand() -> None:
    """Every choice writes at least one character, on which the ambiguity test relies."""
    with pytest.raises(GrammarSyntaxError, match="empty alternative"):
        Grammar({"s": [Alternative(1.0, (), 1)]})
