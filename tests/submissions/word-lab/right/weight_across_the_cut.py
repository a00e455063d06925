"""The first pair measured begins with the last word counted."""
# %% best-weight
def best_weight(ids, vocab_size, weights):
    cut = int(len(ids) * 0.9)
    scores = []
    for weight in weights:
        predict = bigram(ids[:cut], vocab_size, weight)
        with np.errstate(divide="ignore"):
            logs = [np.log(predict(int(u))[int(w)]) for u, w in zip(ids[cut - 1 : -1], ids[cut:])]
        scores.append(perplexity(np.array(logs)))
    return weights[int(np.argmin(scores))]
