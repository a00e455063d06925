"""The text is split at white space, and signs stay on their words."""
# %% tokenize
import re


def tokenize(text):
    return text.split()
