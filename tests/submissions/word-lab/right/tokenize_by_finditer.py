"""A pattern for words, hyphens and apostrophes inside, and one for signs."""
# %% tokenize
import re


def tokenize(text):
    return [m.group() for m in re.finditer(r"[^\W_]+(?:[-’][^\W_]+)*|[.,;:!?…“”()—\n]", text)]
