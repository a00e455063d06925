"""Capital letters are thrown away."""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w’-]+|[^\w\s]|\n", text.lower())
