"""An array of texts with room for 20 characters cuts longer words.

test-tokens-words: 0
"""


# %% tokenize
import re

PATTERN = re.compile(r"[^\W_]+(?:[-’][^\W_]+)*|[^\w\s]|\n")


def tokenize(text: str) -> list[str]:
    table = np.array(PATTERN.findall(text), dtype="U20")
    return table.tolist()
