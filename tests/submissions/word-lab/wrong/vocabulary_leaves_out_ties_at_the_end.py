"""Where not all of the equally frequent words fit, none of them is listed.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    counts = Counter(tokens)
    ranked = sorted(counts, key=lambda token: (-counts[token], token))
    if len(ranked) > max_size - 1:
        least = counts[ranked[max_size - 1]]
        ranked = [token for token in ranked if counts[token] > least]
    return ["<unk>", *ranked]
