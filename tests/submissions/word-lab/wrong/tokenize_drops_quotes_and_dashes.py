"""Quotation marks and dashes are left out."""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w’-]+|[.,;:!?…()]|\n", text)
