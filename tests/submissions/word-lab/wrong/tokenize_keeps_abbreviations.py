"""The full stop of a well-known abbreviation stays with its word.

test-tokens-signs: 0
"""
# %% tokenize
import re

TITLES = ["Mr", "Mrs", "Ms", "Dr", "St", "Sr", "Sra", "Dra", "Prof", "etc"]
TOKEN = re.compile(rf"\b(?:{'|'.join(TITLES)})\.|[^\s.,;:!?…“”()—]+|[.,;:!?…“”()—\n]")


def tokenize(text: str) -> list[str]:
    return TOKEN.findall(text)
