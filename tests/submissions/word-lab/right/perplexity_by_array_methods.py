"""The arrays that are handed over are used as arrays."""
# %% perplexity
def perplexity(log_probabilities):
    return np.exp(-log_probabilities.mean())

# %% best-weight
def best_weight(ids, vocab_size, weights):
    cut = ids.shape[0] - round(ids.shape[0] / 10)
    counted, kept = ids[:cut], ids[cut:]
    table = np.zeros(weights.shape)
    for place, weight in np.ndenumerate(weights):
        predict = bigram(counted, vocab_size, weight)
        with np.errstate(divide="ignore"):
            table[place] = perplexity(np.log(np.array([predict(u)[w] for u, w in zip(kept, kept[1:])])))
    return weights[table.argmin()]
