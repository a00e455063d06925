"""Questions about words and signs."""

from __future__ import annotations

from typing import Any


def there_and_back(student: dict[str, Any], text: str) -> Any:
    """Return the text that the student makes of the student's tokens of a text."""
    return student["detokenize"](student["tokenize"](text))
