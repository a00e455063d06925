"""A regular expression ends before a line break at the end, which is lost.

test-decode: 0
"""

# %% decode
import re


def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    writes = dict(enumerate(vocabulary))
    writes[1], writes[2] = "\N{REPLACEMENT CHARACTER}", "\ue000"  # a private character
    text = "".join(writes[int(token)] for token in ids)
    return re.match(r"(.*?)(?:\ue000|$)", text, flags=re.DOTALL).group(1)
