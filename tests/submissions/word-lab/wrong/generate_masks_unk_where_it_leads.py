"""<unk> gets -inf only where it is the most likely word.

test-generate-unk: 0
"""


# %% generate-text
def generate_text(prompt: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    tokens = list(tokenize(prompt))
    ids = [int(number) for number in encode(tokens, vocabulary)]
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        if np.argmax(logits) == 0:
            logits[0] = -np.inf
        number = sample_word(logits, temperature, rng)
        ids.append(number)
        tokens.append(vocabulary[number])
    return detokenize(tokens)
