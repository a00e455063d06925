"""Of a long prompt the first 20 words are read.

test-generate-text: 0
"""
# %% generate-text
def generate_text(prompt: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    words = list(tokenize(prompt))
    ids = [int(i) for i in encode(words, vocabulary)][:20]
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        ids.append(sample_word(logits, temperature, rng))
        words.append(vocabulary[ids[-1]])
    return detokenize(words)
