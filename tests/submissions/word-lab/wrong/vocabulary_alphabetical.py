"""Alphabetical order instead of frequency.

test-vocabulary-order: 0
test-vocabulary-size: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    return ["<unk>", *sorted(set(tokens))][:max_size]
