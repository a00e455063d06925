"""Words are taken one after the other, in plain loops; the answers are lists."""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    kept = [-float("inf")] * len(logits)
    ranked = sorted(range(len(logits)), key=lambda word: float(logits[word]), reverse=True)
    for word in ranked[:k]:
        kept[word] = float(logits[word])
    return kept
# %% keep-nucleus
def keep_nucleus(logits, p):
    if p <= 0 or p > 1:
        raise ValueError("p must be above 0 and at most 1")
    shares = temperature_probabilities(logits, 1.0)
    kept = [-float("inf")] * len(logits)
    total = 0.0
    for word in sorted(range(len(logits)), key=lambda word: -shares[word]):
        kept[word] = float(logits[word])
        total += shares[word]
        if total >= p:
            break
    return kept
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    scaled = [float(logit) / temperature for logit in logits]
    return sample_word(np.array(keep_nucleus(scaled, p)), 1.0, rng)
