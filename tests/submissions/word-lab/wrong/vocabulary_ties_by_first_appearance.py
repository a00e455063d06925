"""Equally frequent tokens come in the order of their appearance.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    return ["<unk>", *(token for token, _ in Counter(tokens).most_common(max_size - 1))]
