"""Only the last 20 tokens are read again for each word."""
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    tokens = tokenize(prompt)
    for _ in range(size):
        ids = encode(tokens[-20:], vocabulary)
        logits = next_word_logits(model, ids).astype(np.float64)
        logits[0] = float("-inf")
        tokens = tokens + [vocabulary[sample_word(logits, temperature, rng)]]
    return detokenize(tokens)
