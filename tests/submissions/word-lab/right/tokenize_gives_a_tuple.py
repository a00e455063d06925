"""The tokens come in a tuple."""
# %% tokenize
import re


def tokenize(text):
    return tuple(re.findall(r"[\w’-]+|[^\w\s]|\n", text))
