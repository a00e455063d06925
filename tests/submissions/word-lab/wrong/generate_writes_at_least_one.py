"""A word is written before size is looked at: one too many where size is 0.

test-generate-text: 0
"""
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    tokens = tokenize(prompt)
    ids = list(encode(tokens, vocabulary))
    written = 0
    while True:
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        ids.append(sample_word(logits, temperature, rng))
        tokens.append(vocabulary[ids[-1]])
        written += 1
        if written >= size:
            return detokenize(tokens)
