"""Each ideograph is a token, though it is a letter of its word.

test-tokens-words: 0
"""
# %% tokenize
import re

IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
TOKEN = re.compile(rf"[{IDEOGRAPH}]|[^\s.,;:!?…“”()—{IDEOGRAPH}]+|[.,;:!?…“”()—\n]")


def tokenize(text: str) -> list[str]:
    return TOKEN.findall(text)
