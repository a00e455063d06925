"""The number of held-out tokens is rounded half up, and the list is copied."""
# %% split-book
def split_book(tokens, share):
    training = list(tokens)
    held_out = training[len(training) - int(len(training) * share + 0.5) :]
    del training[len(training) - len(held_out) :]
    return [training, held_out]

# %% best-weight
def best_weight(ids, vocab_size, weights):
    counted, kept = map(np.array, split_book(ids, 0.1))
    found = {}
    for weight in weights:
        predict = bigram(counted, vocab_size, weight)
        with np.errstate(divide="ignore"):
            found[float(weight)] = perplexity(np.log([predict(u)[w] for u, w in zip(kept, kept[1:])]))
    return min(found, key=found.get)
