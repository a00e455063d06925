"""Each word is drawn from the nucleus of 0.9.

test-generate-temperature: 0
"""
# %% generate-text
def generate_text(prompt: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    words = list(tokenize(prompt))
    ids = [int(i) for i in encode(words, vocabulary)]
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        ids.append(sample_nucleus(logits, temperature, 0.9, rng))
        words.append(vocabulary[ids[-1]])
    return detokenize(words)
