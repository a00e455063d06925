"""A space before a comma is taken out, as libraries for subwords do.

test-decode: 0
"""
# %% decode
def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    tokens = []
    for token in np.asarray(ids).tolist():
        if token == 2:
            break
        if token != 0:
            tokens.append("\N{REPLACEMENT CHARACTER}" if token == 1 else vocabulary[token])
    text = "".join(tokens)
    for mark in ".,?!":
        text = text.replace(f" {mark}", mark)
    return text.replace(" 's", "'s").replace(" n't", "n't")
