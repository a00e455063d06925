"""A table says of 65,536 characters whether they belong to words; a letter beyond it is an error.

test-tokens-words: 0
"""


# %% tokenize
import re

IN_A_WORD = [chr(code).isalnum() or chr(code) in "-’" for code in range(0x10000)]


def tokenize(text: str) -> list[str]:
    tokens, word = [], ""
    for character in text:
        if IN_A_WORD[ord(character)]:
            word += character
            continue
        if word:
            tokens.append(word)
            word = ""
        if character != " ":
            tokens.append(character)
    if word:
        tokens.append(word)
    return tokens
