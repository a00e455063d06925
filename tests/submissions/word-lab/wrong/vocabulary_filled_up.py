"""A short vocabulary is filled up to max_size.

test-vocabulary-size: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    counts = Counter(tokens)
    words = ["<unk>", *sorted(counts, key=lambda word: (-counts[word], word))][:max_size]
    return words + [""] * (max_size - len(words))
