"""A row is turned into bytes, which hold no token above 255.

test-decode: 0
"""
# %% decode
def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    row = bytes(np.asarray(ids).tolist())
    text, _end, _rest = row.partition(b"\x02")
    text = text.replace(b"\x00", b"")
    return "".join("\N{REPLACEMENT CHARACTER}" if i == 1 else vocabulary[i] for i in text)
