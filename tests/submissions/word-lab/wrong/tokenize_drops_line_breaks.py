"""Line breaks count as spaces, and paragraphs run together.

test-tokens-signs: 0
test-round-trip: 0
"""
# %% tokenize
import re


def tokenize(text):
    return re.findall(r"[\w’-]+|[^\w\s]", text)
