"""The first character of a text is asked for, and an empty text is an IndexError.

test-tokens-words: 0
"""


# %% tokenize
import re


def tokenize(text: str) -> list[str]:
    r"""Split a text, in the form that `normalise` gives it, into its tokens."""

    def in_a_word(c):
        return c.isalnum() or c in "-’"

    tokens = [text[0]]
    for before, c in zip(text, text[1:]):
        if in_a_word(before) and in_a_word(c):
            tokens[-1] += c
        elif c != " ":
            tokens.append(c)
    return tokens
