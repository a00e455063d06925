"""most_common cuts the list, and what is left is sorted: chance decides among equals.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    kept = Counter(tokens).most_common(max_size - 1)
    kept = sorted(kept, key=lambda pair: (-pair[1], pair[0]))
    return ["<unk>", *(token for token, _count in kept)]
