"""Short texts are filled up with zeros on the left, which are words.

test-generate-text: 0
test-generate-unknown: 0
"""
# %% generate-text
def generate_text(prompt: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    tokens = tokenize(prompt)
    ids = list(encode(tokens, vocabulary))
    for _ in range(size):
        padded = [0] * (20 - len(ids)) + ids
        logits = np.array(next_word_logits(model, np.array(padded)), dtype=float)
        logits[0] = -np.inf
        ids.append(sample_word(logits, temperature, rng))
        tokens.append(vocabulary[ids[-1]])
    return detokenize(tokens)
