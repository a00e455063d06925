"""Letters are listed: those of English and Portuguese, and whatever else is there is left out.

test-tokens-words: 0
"""
# %% tokenize
import re

LETTERS = "a-zA-ZáàâãéêíóôõúüçÁÀÂÃÉÊÍÓÔÕÚÜÇëË0-9"


def tokenize(text):
    return re.findall(rf"[{LETTERS}]+(?:[-’][{LETTERS}]+)*|[.,;:!?…“”()—]|\n", text)
