"""An apostrophe ends a word: don’t becomes three tokens."""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w-]+|[^\w\s]|\n", text)
