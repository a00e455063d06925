"""Signs that follow each other make one token."""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w’-]+|[^\w\s]+|\n", text)
