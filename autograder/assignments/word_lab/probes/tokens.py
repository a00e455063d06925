"""Questions about words and signs."""

from __future__ import annotations

from typing import Any


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
