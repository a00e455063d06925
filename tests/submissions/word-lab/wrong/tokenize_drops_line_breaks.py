"""Line breaks count as spaces, and paragraphs run together."""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w’-]+|[^\w\s]", text)
