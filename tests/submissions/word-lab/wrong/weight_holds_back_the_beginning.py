"""The first tenth is held back, and the end is counted.

test-weight: 0
"""
# %% best-weight
def best_weight(ids, vocab_size, weights):
    tenth = len(ids) // 10
    kept, counted = ids[:tenth], ids[tenth:]
    surprises = []
    for weight in weights:
        predict = bigram(counted, vocab_size, weight)
        with np.errstate(divide="ignore"):
            surprises.append(perplexity(np.log([predict(u)[w] for u, w in zip(kept, kept[1:])])))
    return float(weights[int(np.argmin(surprises))])
