"""Texts in tokens whose numbers no byte can hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from autograder.assignments.common.asking import must_answer
from autograder.assignments.common.script import Script, refuse_other_than
from autograder.assignments.common.vocabulary import MANY
from autograder.i18n import _

WIDE = 300  # characters of a vocabulary; a byte holds numbers up to 255


def writes_the_last_token(
    text_of: Callable[[Script, int, str], str], specials: Sequence[str]
) -> None:
    """Ask for a text from a model that always finds the last of many tokens most likely.

    Args:
        text_of: returns the student's text for a script, a size and a prompt.
        specials: tokens that stand for no character; a second one and later ones end a text.

    Raises:
        Mismatch: there is another text, or none.
    """
    vocabulary = [*specials, *MANY[:WIDE]]
    silent, end = (1, None) if len(specials) == 1 else (len(specials) - 1, len(specials) - 1)
    scores = np.zeros((1, len(vocabulary)))
    scores[0, : len(specials)], scores[0, -1] = -1.0, 1.0
    script = Script(vocabulary, np.zeros(scores.shape, dtype=np.int64), scores, silent, end)
    last = vocabulary[-1]
    hint = _("A vocabulary may be large: a byte holds no number above 255.")
    what = _("{last} after {last}, the last of {n} tokens").format(last=last, n=len(vocabulary))
    refuse_other_than(must_answer(partial(text_of, script, 4, last), what, hint), last, "", hint)
