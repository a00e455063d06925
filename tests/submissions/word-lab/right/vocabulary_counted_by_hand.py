"""A dictionary of counts, and two stable sorts."""
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    counts = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
    known = sorted(counts)
    known.sort(key=counts.get, reverse=True)
    return (["<unk>"] + known)[:max_size]


# %% encode
from collections import defaultdict


def encode(tokens, vocabulary):
    numbers = defaultdict(int, zip(vocabulary, range(len(vocabulary))))
    return np.fromiter((numbers[t] for t in tokens), dtype=np.int32, count=len(tokens))


# %% coverage
def coverage(tokens, vocabulary):
    return float(np.isin(np.array(tokens), np.array(vocabulary)).mean())
