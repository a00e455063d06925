"""The prompt is split at spaces, so that signs stay on its words.

test-generate-text: 0
"""
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    tokens = prompt.split(" ")
    ids = list(encode(tokens, vocabulary))
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        ids.append(sample_word(logits, temperature, rng))
        tokens.append(vocabulary[ids[-1]])
    return detokenize(tokens)
