"""Spaces are put around every sign, and the text is split at them."""
# %% tokenize
SIGNS = ".,;:!?…“”()—\n"


def tokenize(text: str) -> list[str]:
    for sign in SIGNS:
        text = text.replace(sign, f" {sign} ")
    return [part for part in text.split(" ") if part]
