"""A hyphen ends a word: disse-me becomes three tokens."""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w’]+|[^\w\s]|\n", text)
