"""Alphabetical order instead of frequency."""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    return ["<unk>", *sorted(set(tokens))][:max_size]
