"""<unk> gets a very low logit, not -inf.

test-generate-unk: 0
"""
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    tokens = tokenize(prompt)
    ids = list(encode(tokens, vocabulary))
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -1e9
        ids.append(sample_word(logits, temperature, rng))
        tokens.append(vocabulary[ids[-1]])
    return detokenize(tokens)
