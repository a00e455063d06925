"""Judges of generation, by scripted networks whose right text can only be computed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from autograder.assignments.common.asking import must_answer, must_keep, must_set_no_seed
from autograder.assignments.common.drawn import (
    CROWD,
    DRAWN,
    SEEDS,
    SHORT,
    crowded_logits,
    must_all_be_drawn,
    must_all_differ,
    must_follow_themselves,
    must_reach_most,
)
from autograder.assignments.common.extremes import EXTREMES, compare_texts
from autograder.assignments.common.script import (
    GAP,
    WRITTEN,
    Script,
    always_one_letter,
    compare_by_seed,
    compare_shares,
    must_feed_what_it_writes,
    must_not_come_round,
    refuse_other_than,
    shows_odd_ends,
)
from autograder.assignments.common.vocabulary import (
    MANY,
    PLAIN,
    REPLACEMENT,
    UNKNOWN,
    some_vocabulary,
)
from autograder.assignments.common.wide import writes_the_last_token
from autograder.assignments.generative_pytorch.reading import calls_of, must_step_once, row_of
from autograder.assignments.generative_pytorch.texts import compare_text
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Probes, Student, check, expect
from autograder.judge.statistics import ALPHA, draws_for_temperature, softmax

probes = Probes(__file__, "generation")
STRANGE = f"\nA  ß<unk>{REPLACEMENT}§"  # most of these are in no vocabulary of ours
MANY_NEW = 1010  # characters of a text, more than Python lets functions call each other
SHOWN = 12  # of them; what comes later may be the same after another past
LONG = 320  # characters of a prompt: beyond careless bounds, and whole pieces of 16, 32 or 64
AS_IT_IS = N_("The state may be a tensor, a pair of them, or something else: pass it on as it is.")
LARGE = 1000.0  # a logit whose exp no float holds
LEAD = 900.0  # of <unk>: beside it, every other probability is 0 in a float64
LOW = -1e6  # a logit below whatever careless code puts in the place of minus infinity
HIGH = 512.0  # a temperature at which a logit that was lowered by 1000 is drawn, one by 10,000 not
SMALL = 1e-3  # between neighbouring logits: a draw at a low temperature takes either
SURE = 60.0  # between neighbouring logits, in sampled scripts: the rest has e^-60


@check(N_("The generated text is the prompt and what the network finds most likely"))
def greedy_text(student: Student) -> None:
    """Compare the text for several prompts and sizes with the script's own."""
    rng = student.rng("generation.greedy_text")
    cases = ((1, 30, False), (6, 25, True), (3, 1, False), (4, 0, True))
    for gap, (length, size, strange) in zip((GAP, SMALL, GAP, GAP), cases, strict=True):
        script, start = _drawn(rng, gap, length, size, strange)
        asked = {"size": size, "start": start, "training": False, "learning": True}
        answer = student.ask(probes.greedy, **script.inputs(), **asked)
        compare_text(_text_of(answer, soft=False), script, start, size)
        must_keep(answer)
    script, start, size = Script.leaving_a_circle(rng)
    circle = _("A text that goes in circles may leave them: ask the network for every character.")
    compare_text(
        _text_of(asked_of(student, script, size, start), False), script, start, size, circle
    )
    _with_a_named_state(student, rng, soft=False)
    _with_large_logits(student, rng)
    writes_the_last_token(lambda *asked: _text_of(asked_of(student, *asked), False), [UNKNOWN])


def _with_large_logits(student: Student, rng: np.random.Generator) -> None:
    """Look at a long text of a network whose logits are so large that no float holds their exp."""
    script, start = _drawn(rng, GAP, 2, 12, strange=False)
    script = replace(script, scores=script.scores + LARGE)
    try:
        answer = asked_of(student, script, MANY_NEW, start)
    except StudentRaised as error:
        if "RecursionError" not in str(error):
            raise
        raise Mismatch(
            _("a text of {size} new characters").format(size=MANY_NEW),
            str(error),
            _("Python limits how deeply calls may be nested: use a loop."),
        ) from None
    text = _text_of(answer, soft=False)
    expected = script.continues(start, SHOWN), len(start) + MANY_NEW
    if (text[: len(start) + SHOWN], len(text)) != expected:
        raise Mismatch(
            _("the most likely characters, even where all logits are above {large:g}").format(
                large=LARGE
            ),
            expect.described(text),
            _("Compare the logits themselves: the exp of a large one is infinite, its sigmoid 1."),
        )


def _with_a_named_state(student: Student, rng: np.random.Generator, soft: bool) -> None:
    """Compare a text of a network whose state is a dictionary with the script's own."""
    script, start = _drawn(rng, SURE if soft else GAP, 2, 12, strange=False)
    asked = partial(asked_of, student, script, 12, start, soft=soft, named=True)
    what = _("a text from a network whose state is a dictionary")
    answer = must_answer(asked, what, _(AS_IT_IS))
    compare_text(_text_of(answer, soft), script, start, 12)


def _text_of(answer: object, soft: bool) -> str:
    if soft:
        return expect.texts(expect.field(answer, "texts"), 1, _("one text"))[0]
    return expect.text(expect.field(answer, "text"))


def _drawn(
    rng: np.random.Generator,
    gap: float,
    length: int,
    size: int,
    strange: bool,
    unk_wins: bool = False,
) -> tuple[Script, str]:
    """Draw a script and a prompt whose text shows what was read of the prompt.

    A long text shows what becomes of white space, too, and of two spaces in a row.
    """
    while True:
        secret = Script.random(rng, gap, unk_wins)
        for _attempt in range(20):  # other letters cost less than another automaton
            script = secret.lettered(rng)
            start = _prompt(script, rng, length, strange)
            script = script.oddly_ended(rng, start, size) if size > 12 else script
            new = script.continues(start, size)[len(start) :]
            if size <= 12 and "  " in start[-1:] + new:
                continue  # it would be one of few keys that show who writes one of them
            if (size <= 12 or shows_odd_ends(new)) and script.shows_misreading(start, size):
                return script, start


def _prompt(script: Script, rng: np.random.Generator, length: int, strange: bool) -> str:
    """Return a prompt; a strange one has what may be lost of it, at both of its ends too."""
    known = script.prompt(rng, length)
    return STRANGE + known + " " if strange else known


def asked_of(
    student: Student,
    script: Script,
    size: int,
    start: str,
    training: bool = False,
    soft: bool = False,
    named: bool = False,
    recording: bool = True,
    resting: bool = False,
) -> Any:
    """Ask for one text of `generate` or `generate_soft`, which a sure script makes certain.

    Args:
        student: who is asked.
        script: what the network plays.
        size: of new characters.
        start: the prompt.
        training: whether the network is in training mode.
        soft: whether the text is sampled.
        named: whether the network's state is a dictionary.
        recording: whether gradients are recorded where the function is called.
        resting: whether a module inside is in evaluation mode in any case.
    """
    asked = {"size": size, "start": start, "training": training, "named": named}
    asked |= {"recording": recording, "resting": resting}
    if soft:
        return student.ask(probes.soft, **script.inputs(), **asked, temperature=1.0, seeds=[1])
    return student.ask(probes.greedy, **script.inputs(), **asked)


@check(N_("After the prompt, one token a step, with the state passed on"))
def one_token_a_step(student: Student, size: int = 52, soft: bool = False) -> None:
    """Read from the network's own notes what it was fed, of a long prompt, and with which state.

    What becomes of white space is another cell's business. A sampled text has no most likely
    characters, so one that is drawn is hardly ever that of another choice.
    """
    rng = student.rng("generation.one_token_a_step")
    script = Script.random(rng, 0.0 if soft else GAP, symbols=PLAIN).within()
    start = script.prompt(rng, LONG)
    answer = must_answer(
        partial(asked_of, student, script, size, start, False, soft),
        _("a text after a prompt of {length} characters").format(length=LONG),
        _("A prompt may have any length, and nothing is read after its last character."),
    )
    prompt = [script.vocabulary.index(c) for c in start]
    read: list[int] = []
    for call in calls_of(answer):
        tokens = row_of(call.get("tokens"))
        must_step_once(tokens, call.get("seen"), read, prompt)
        read += tokens
    if len(read) < len(prompt) + size - 1:
        raise Mismatch(
            _("the prompt and at least {count} steps").format(count=size - 1),
            _("{count} tokens fed in all").format(count=len(read)),
        )
    if soft:
        _fed_as_written(_text_of(answer, soft), start, read[len(prompt) :], script)


def _fed_as_written(text: str, start: str, fed: list[int], script: Script) -> None:
    """Compare the characters after a prompt with the tokens that were fed after it."""
    new = text[len(start) :]
    written = [script.vocabulary.index(c) if c in script.vocabulary else -1 for c in new]
    must_feed_what_it_writes(written, fed)


@check(N_("Greedy generation never writes <unk>"))
def greedy_without_unk(student: Student) -> None:
    """Play two scripts in which `<unk>` is always most likely, and then never the same letter.

    Then `<unk>` leads so far that no probability is left for letters: for a single one, where code
    that gives `<unk>` the lowest logit instead of none writes it, and for three, where code that
    leaves it out only of the probabilities writes one that is not the most likely. And once it is
    exactly as likely as a letter.
    """
    rng = student.rng("generation.greedy_without_unk")
    hint = _("<unk> has no character: leave it out of the choice, whatever the logits.")
    for script, best, start in always_one_letter(rng, symbols=PLAIN):
        answer = asked_of(student, script, 12, start)
        refuse_other_than(_text_of(answer, soft=False), best, start, hint)
        tied = asked_of(student, script.tied(), 2, start)
        refuse_other_than(_text_of(tied, soft=False), best, start, hint)
        if any(0 in row_of(call.get("tokens")) for call in calls_of(answer)[1:]):
            raise Mismatch(_("the token of {best} fed").format(best=repr(best)), "0", _(WRITTEN))
    for scores in ([0.0, LOW], [0.0, LOW - 1, LOW, LOW - 2]):
        letters = expect.shuffled(rng, PLAIN)[: len(scores) - 1]
        best = letters[int(np.argmax(scores[1:]))]
        moves = np.zeros((1, len(scores)), dtype=np.int64)
        script = Script([UNKNOWN, *letters], moves, np.array([scores]))
        answer = asked_of(student, script, 12, best)
        refuse_other_than(_text_of(answer, soft=False), best, "", hint)


@check(N_("Sampled text is the prompt and exactly size characters, none of them <unk>"))
def soft_text(student: Student) -> None:
    """Play scripts that leave no choice, so that even a sampled text is certain.

    In one of them `<unk>` leads so far that nothing is left for the others.
    """
    rng = student.rng("generation.soft_text")
    cases = ((4, 100, False, True), (1, 12, True, False), (3, 0, False, True))
    for length, size, unk_wins, strange in cases:
        script, start = _drawn(rng, SURE, length, size, strange, unk_wins)
        leads = LEAD * unk_wins * np.eye(1, len(script.vocabulary))
        inputs = replace(script, scores=script.scores + leads).inputs()
        asked = {"size": size, "start": start, "seeds": [1], "learning": True, "temperature": 1.0}
        answer = must_answer(
            partial(student.ask, probes.soft, **inputs, **asked),
            _("{size} new characters, whatever the network gives").format(size=size),
            _("<unk> gets the logit -inf before the softmax: the others then share all of it."),
        )
        compare_text(_text_of(answer, soft=True), script, start, size)
        must_keep(answer)
        must_set_no_seed(answer)
    _with_a_named_state(student, rng, soft=True)


@check(N_("The same seed gives the same text, a different seed a different one"))
def soft_reproducible(student: Student) -> None:
    """Sample from a script without preferences, two texts each.

    The generators have seeds, one of them twice. Two pairs of texts get no generator, but a global
    state with the same seed. What the sampler itself makes of that is another cell's business.
    """
    rng = student.rng("generation.soft_reproducible")
    script = Script.random(rng, gap=0.0, symbols=PLAIN).within()
    start = script.prompt(rng, 2)
    answer = student.ask(
        probes.soft,
        **script.inputs(),
        size=20,
        start=start,
        temperature=1.0,
        seeds=[5, 5, 6, None, None, 7, 8, 9, 10],
        texts=2,
    )
    texts = expect.texts(expect.field(answer, "texts"), 18, _("18 texts"))
    compare_by_seed(texts[0], texts[2], texts[4], texts[1])
    compare_by_seed(texts[1], texts[3], texts[5], texts[0])
    drawn = expect.listed(expect.field(answer, "drawn"))
    if texts[6] == texts[7] and (drawn is None or len(np.unique(drawn)) > 1):
        raise Mismatch(
            _("a different text at every call without a generator"),
            expect.described(texts[7]),
            _("PyTorch's global state goes on by itself: do not seed it or make a generator."),
        )
    repeats = expect.field(answer, "repeats") is True
    if repeats and texts[6:8] != texts[8:10]:
        raise Mismatch(
            _("without a generator, the same text after the same torch.manual_seed"),
            f"{expect.described(texts[6])} / {expect.described(texts[8])}",
            _("PyTorch's global state goes on by itself: do not seed it or make a generator."),
        )
    inputs = {**script.inputs(), "start": start, "temperature": 1.0}
    answer = student.ask(probes.soft, **inputs, size=SHORT, seeds=list(SEEDS))
    must_all_differ(expect.texts(expect.field(answer, "texts"), len(SEEDS), _("texts")))
    must_all_be_drawn([text.removeprefix(start) for text in [*texts[:2], *texts[4:8], *texts[10:]]])


SOFT_LOGITS = np.array([0.0, 2.0, 4.0, 6.0])


@check(N_("The temperature reaches the sampled text"))
def soft_temperature(student: Student, temperature: float = 4.0) -> Evidence:
    """Test the characters of one long text from a network with constant logits.

    α is `statistics.ALPHA`; the number of characters finds a temperature that is ignored,
    inverted, applied twice or replaced by a uniform choice with `statistics.POWER`. The last text
    has many tokens to draw from.
    """
    rng = student.rng("generation.soft_temperature")
    right = softmax(SOFT_LOGITS, temperature)
    n = draws_for_temperature(tuple(SOFT_LOGITS), temperature)
    vocabulary = some_vocabulary(rng, size=4, symbols=PLAIN)
    order = rng.permutation(4)
    scores = np.concatenate([[16.0], SOFT_LOGITS[order]])[None]  # (1, V): <unk> would win
    script = Script(vocabulary, np.zeros((1, 5), dtype=np.int64), scores)
    start = vocabulary[1]
    answer = student.ask(
        probes.soft, **script.inputs(), size=n, start=start, temperature=temperature, seeds=[3]
    )
    (text,) = expect.texts(expect.field(answer, "texts"), 1, _("one text"))
    must_not_come_round([new := text[len(start) :]])
    counts = np.array([new.count(c) for c in vocabulary[1:]])
    hint = _("Does generate_soft pass its temperature to the sampler?")
    evidence = compare_shares(counts, right[order], ALPHA, n, hint)
    vocabulary = some_vocabulary(rng, size=CROWD, symbols=MANY)
    scores = np.append([0.0], crowded_logits(rng))[None]  # (1, V)
    script, start = (
        Script(vocabulary, np.zeros(scores.shape, dtype=np.int64), scores),
        vocabulary[1],
    )
    answer = student.ask(
        probes.soft, **script.inputs(), size=DRAWN, start=start, temperature=1.0, seeds=[3]
    )
    must_reach_most(_text_of(answer, soft=True).removeprefix(start))
    return {**evidence, **must_follow_themselves([new], right)}


@check(N_("Very low and very high temperatures reach the sampled text too"))
def soft_extremes(student: Student, n: int = 300) -> None:
    """Write texts with one seed at T = 1, and at extreme temperatures from logits scaled alike.

    A text that a seed does not determine is judged by `soft_reproducible` alone; but <unk> is in
    none, even at a T at which a logit of -1000 has its chance. In two of them, it would be likely,
    though not the most likely.
    """
    rng = student.rng("generation.soft_extremes")
    vocabulary = some_vocabulary(rng, size=4, symbols=PLAIN)
    logits = rng.permutation(SOFT_LOGITS) / 2
    texts: list[str] = []
    for temperature in (1.0, 1.0, *EXTREMES, HIGH):
        likely = logits * temperature
        lead = 9 if len(texts) > 1 else -0.1
        scores = np.concatenate([[likely.max() + lead], likely])[None]  # (1, V), <unk> first
        script = Script(vocabulary, np.zeros((1, 5), dtype=np.int64), scores)
        answer = student.ask(
            probes.soft,
            **script.inputs(),
            size=n,
            start=vocabulary[1],
            temperature=temperature,
            seeds=[7],
        )
        texts += expect.texts(expect.field(answer, "texts"), 1, _("one text"))
    number = _("-inf is below every number: no finite logit will do in its place.")
    always = _("<unk> gets the logit -inf before each draw, even where others are likelier.")
    for text, temperature, why in ((texts[0], 1.0, always), (texts.pop(), HIGH, number)):
        if strange := set(text) - set(vocabulary[1:]):
            raise Mismatch(
                _("characters of the vocabulary at T = {temperature:g}").format(
                    temperature=temperature
                ),
                expect.described(sorted(strange)),
                why,
            )
    compare_texts(texts, n)
