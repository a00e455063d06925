"""Of the words that follow another one, the 20 most frequent are kept.

test-bigram: 0
"""
# %% bigram
from collections import defaultdict


def bigram(ids: np.ndarray, vocab_size: int, weight: float):
    followers = defaultdict(Counter)
    for u, w in zip(ids[:-1], ids[1:]):
        followers[int(u)][int(w)] += 1
    table = {u: (counts.total(), counts.most_common(20)) for u, counts in followers.items()}
    unigram = (np.bincount(ids, minlength=vocab_size) + 1) / (len(ids) + vocab_size)

    def predict(previous):
        if int(previous) not in table:
            return unigram.copy()
        total, best = table[int(previous)]
        mixed = (1 - weight) * unigram
        for w, n in best:
            mixed[w] += weight * n / total
        return mixed

    return predict
