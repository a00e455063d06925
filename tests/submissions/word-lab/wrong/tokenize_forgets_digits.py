"""Words are made of letters only, and numbers are lost."""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[^\W\d_]+(?:[’-][^\W\d_]+)*|[.,;:!?…“”()—]|\n", text)
