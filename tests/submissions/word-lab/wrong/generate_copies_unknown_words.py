"""<unk> may be drawn, and an unknown word of the prompt is written in its place.

test-generate-unknown: 0
"""
# %% generate-text
def generate_text(prompt: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    words = list(tokenize(prompt))
    ids = np.asarray(encode(words, vocabulary)).tolist()
    unknown = [word for word, i in zip(words, ids) if i == 0]
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        if not unknown:
            logits[0] = -np.inf
        ids.append(sample_word(logits, temperature, rng))
        words.append(vocabulary[ids[-1]] if ids[-1] else unknown[-1])
    return detokenize(words)
