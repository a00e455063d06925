"""Translate what the lesson says to its reader.

The catalogues lie beside the code; gettext chooses one by the environment's language, and
the English source text stands where there is none.
"""

import gettext
from pathlib import Path

_ = gettext.translation("lesson", Path(__file__).parent / "locale", fallback=True).gettext


def N_(message: str) -> str:
    """Mark a message for extraction where it is written; it is translated where it is shown."""
    return message
