"""New words are not handed back to the network.

test-generate-text: 0
test-generate-unknown: 0
"""
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    tokens = tokenize(prompt)
    ids = list(encode(tokens, vocabulary))
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        tokens.append(vocabulary[sample_word(logits, temperature, rng)])
    return detokenize(tokens)
