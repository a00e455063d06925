"""The rarest tokens come first.

test-vocabulary-order: 0
test-vocabulary-size: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    counts = Counter(tokens)
    return ["<unk>", *sorted(counts, key=lambda t: (counts[t], t))][:max_size]
