"""The most likely word is taken instead of a drawn one.

test-generate-seed: 0
test-generate-temperature: 0
"""
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    tokens = tokenize(prompt)
    ids = list(encode(tokens, vocabulary))
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        ids.append(int(np.argmax(logits)))
        tokens.append(vocabulary[ids[-1]])
    return detokenize(tokens)
