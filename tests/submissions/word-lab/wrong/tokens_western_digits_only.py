"""Letters of any script are kept, but of digits only 0 to 9.

test-tokens-words: 0
"""
# %% tokenize
import re

WORD = r"(?:[^\W\d_]|[0-9]|[’-])+"
MARK = r"[.,;:!?…“”()—]"


def tokenize(text: str) -> list[str]:
    return [match.group() for match in re.finditer(rf"{WORD}|{MARK}|\n", text)]
