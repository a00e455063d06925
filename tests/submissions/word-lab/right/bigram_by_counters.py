"""The bigram is counted in dictionaries and computed word by word."""
# %% bigram
from collections import defaultdict


def bigram(ids, vocab_size, weight):
    ids = [int(i) for i in ids]
    single = Counter(ids)
    unigram = [(single[w] + 1) / (len(ids) + vocab_size) for w in range(vocab_size)]
    after = defaultdict(Counter)
    for previous, word in zip(ids, ids[1:]):
        after[previous][word] += 1

    def predict(previous):
        seen = after.get(int(previous))
        if not seen:
            return np.array(unigram)
        total = sum(seen.values())
        return np.array([weight * seen[w] / total + (1 - weight) * unigram[w] for w in range(vocab_size)])

    return predict


# %% perplexity
import math


def perplexity(log_probabilities):
    return math.exp(-math.fsum(log_probabilities) / len(log_probabilities))
