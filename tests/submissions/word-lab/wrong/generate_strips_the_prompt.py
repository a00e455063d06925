"""The line break at the prompt's end is stripped before it is read.

test-generate-text: 0
"""
# %% generate-text
def generate_text(prompt: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    tokens = list(tokenize(prompt.strip()))
    ids = [int(number) for number in encode(tokens, vocabulary)]
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        ids.append(sample_word(logits, temperature, rng))
        tokens.append(vocabulary[ids[-1]])
    return detokenize(tokens)
