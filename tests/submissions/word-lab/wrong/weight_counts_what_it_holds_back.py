"""The last tenth is predicted, but it was counted as well.

test-weight: 0
"""
# %% best-weight
def best_weight(ids, vocab_size, weights):
    kept = ids[-(len(ids) // 10) :]
    surprises = []
    for weight in weights:
        predict = bigram(ids, vocab_size, weight)
        with np.errstate(divide="ignore"):
            surprises.append(perplexity(np.log([predict(u)[w] for u, w in zip(kept, kept[1:])])))
    return float(weights[int(np.argmin(surprises))])
