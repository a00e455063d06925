"""The first new word is the likeliest one; only the others are drawn.

test-generate-temperature: 0
"""
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    words = list(tokenize(prompt))
    ids = [int(i) for i in encode(words, vocabulary)]
    for step in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        word = sample_word(logits, temperature, rng) if step else int(logits.argmax())
        ids.append(word)
        words.append(vocabulary[word])
    return detokenize(words)
