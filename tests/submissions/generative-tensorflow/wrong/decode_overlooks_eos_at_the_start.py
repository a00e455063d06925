"""An <eos> in the first place counts as none.

test-decode: 0
"""
# %% decode
def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    ids = np.asarray(ids)
    end = int(np.argmax(ids == 2)) or len(ids)
    return "".join("\N{REPLACEMENT CHARACTER}" if i == 1 else vocabulary[i] for i in ids[:end])
