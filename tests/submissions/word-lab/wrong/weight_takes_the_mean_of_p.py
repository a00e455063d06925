"""The weight with the highest mean probability is taken, not that of the lowest perplexity.

test-weight: 0
"""
# %% best-weight
def best_weight(ids, vocab_size, weights):
    ids = np.asarray(ids)
    cut = len(ids) - len(ids) // 10
    held_out = ids[cut:]

    def mean(weight):
        predict = bigram(ids[:cut], vocab_size, weight)
        return np.mean([predict(u)[v] for u, v in zip(held_out[:-1], held_out[1:])])

    return float(max(weights, key=mean))
