"""A line break right after a line break is thrown away, and the text is shorter by it.

test-generate-text: 0
"""
# %% generate-text
def generate_text(prompt: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    words = list(tokenize(prompt))
    ids = [int(i) for i in encode(words, vocabulary)]
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        drawn = sample_word(logits, temperature, rng)
        if vocabulary[drawn] == "\n" and words[-1] == "\n":
            continue
        ids.append(drawn)
        words.append(vocabulary[drawn])
    return detokenize(words)
