"""Word 0 is never drawn, although masking is the caller's business."""
# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(np.asarray(logits)[1:], temperature)
    return 1 + int(rng.choice(len(p), p=p))
