"""Unknown characters become 0 once, and entries of the vocabulary that was handed over.

test-encode: 0
"""
# %% encode
def encode(text, vocabulary):
    ids = [vocabulary.index(c) if c in vocabulary else 0 for c in text]
    vocabulary.extend(c for c in dict.fromkeys(text) if c not in vocabulary)
    return torch.tensor(ids, dtype=torch.long)
