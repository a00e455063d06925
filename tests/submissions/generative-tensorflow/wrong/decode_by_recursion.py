"""Each token is a function call within the one before it, of which Python has 1,000.

test-decode: 0
"""
# %% decode
def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    if len(ids) == 0 or ids[0] == 2:
        return ""
    first = {0: "", 1: "\N{REPLACEMENT CHARACTER}"}.get(int(ids[0]), vocabulary[int(ids[0])])
    return first + decode(ids[1:], vocabulary)
