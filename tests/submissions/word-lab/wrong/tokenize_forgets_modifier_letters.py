"""Of the categories of letters one is missing: ー and 々 part words.

test-tokens-words: 0
"""


# %% tokenize
import re
import unicodedata


def tokenize(text: str) -> list[str]:
    tokens, inside = [], False
    for character in text:
        kind = unicodedata.category(character)
        if kind in ("Lu", "Ll", "Lt", "Lo", "Nd", "No") or character in "-’":
            if inside:
                tokens[-1] += character
            else:
                tokens.append(character)
            inside = True
        else:
            inside = False
            if character != " ":
                tokens.append(character)
    return tokens
