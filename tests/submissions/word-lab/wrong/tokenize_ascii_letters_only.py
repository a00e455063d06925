"""Only the letters from a to z make words: coração falls apart."""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[A-Za-z0-9’-]+|[^A-Za-z0-9\s]|\n", text)
