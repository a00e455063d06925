"""The tokens are shuffled before they are parted.

test-split: 0
test-weight: 0
"""
# %% split-book
def split_book(tokens, share):
    order = np.random.default_rng(0).permutation(len(tokens))
    cut = len(tokens) - round(share * len(tokens))
    return [tokens[i] for i in order[:cut]], [tokens[i] for i in order[cut:]]
