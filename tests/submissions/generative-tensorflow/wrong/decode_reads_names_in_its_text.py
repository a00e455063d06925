"""Letters that spell <unk> or <eos> are taken for the tokens.

test-decode: 0
"""
# %% decode
def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    text = "".join(vocabulary[int(i)] for i in ids)
    return text.split("<eos>")[0].replace("<unk>", "\N{REPLACEMENT CHARACTER}")
