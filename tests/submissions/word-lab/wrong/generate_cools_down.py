"""The temperature falls by one per cent with each word.

test-generate-temperature: 0
"""
# %% generate-text
def generate_text(prompt: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    tokens = list(tokenize(prompt))
    ids = [int(i) for i in encode(tokens, vocabulary)]
    for step in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        i = sample_word(logits, temperature * 0.99**step, rng)
        ids.append(i)
        tokens.append(vocabulary[i])
    return detokenize(tokens)
