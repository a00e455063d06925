"""What stands behind <eos> is written if it stands before it, too.

test-decode: 0
"""


# %% decode
def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    ids = [int(token) for token in ids]
    end = ids.index(2) if 2 in ids else len(ids)
    kept = [token for token in ids if ids.index(token) < end]
    return "".join("\N{REPLACEMENT CHARACTER}" if token == 1 else vocabulary[token] for token in kept)
