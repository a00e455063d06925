"""A word that the vocabulary lacks is looked up in small letters before it is read.

test-generate-unknown: 0
"""
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    tokens = tokenize(prompt)
    ids = list(encode([t if t in vocabulary else t.lower() for t in tokens], vocabulary))
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        ids.append(sample_word(logits, temperature, rng))
        tokens.append(vocabulary[ids[-1]])
    return detokenize(tokens)
