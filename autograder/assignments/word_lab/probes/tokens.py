"""Questions about words and signs."""

from __future__ import annotations

from typing import Any


def encode_anew(student: dict[str, Any], tokens: list[str], vocabulary: list[str]) -> Any:
    """Return the student's numbers of some tokens, by a list that had other contents before.

    With these the tokens were encoded too. Afterwards, others are.
    """
    kept = [vocabulary[0], *vocabulary[:0:-1]]
    student["encode"](tokens, kept)
    kept[:] = vocabulary
    numbers = student["encode"](tokens, kept)
    student["encode"](tokens[::-1], kept)
    return numbers


def there_and_back(student: dict[str, Any], text: str) -> Any:
    """Return the text that the student makes of the student's tokens of a text.

    And whether the tokens are the same when they are asked for again, after a caller has changed
    the list.
    """
    tokens = student["tokenize"](text)
    written = student["detokenize"](tokens)
    own = True
    if type(tokens) is list:
        before = list(tokens)
        tokens.append(text)
        own = student["tokenize"](text) == before
    return {"text": written, "own": own}
