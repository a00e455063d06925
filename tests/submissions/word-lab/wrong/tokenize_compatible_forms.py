"""Words are brought into a compatible normal form, in which old letters become others.

test-tokens-words: 0
"""
# %% tokenize
import re
import unicodedata


def tokenize(text: str) -> list[str]:
    tokens = []
    for match in re.finditer(r"(?P<word>\w[\w’-]*)|(?P<sign>[^\w ])", text):
        if match.lastgroup == "word":
            tokens.append(unicodedata.normalize("NFKC", match[0]))
        else:
            tokens.append(match[0])
    return tokens
