"""Every token gets a place, whatever max_size says.

test-vocabulary-size: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    counts = Counter(tokens)
    return ["<unk>", *sorted(counts, key=lambda t: (-counts[t], t))]
