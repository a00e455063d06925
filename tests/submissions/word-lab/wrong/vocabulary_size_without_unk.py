"""max_size counts the words only, and <unk> comes on top.

test-vocabulary-size: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    counts = Counter(tokens)
    return ["<unk>", *sorted(counts, key=lambda t: (-counts[t], t))[:max_size]]
