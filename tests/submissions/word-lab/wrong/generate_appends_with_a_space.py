"""The new words are put together by themselves, and a space parts them from the prompt.

test-generate-text: 0
"""
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    ids = encode(tokenize(prompt), vocabulary).tolist()
    new = []
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        ids.append(sample_word(logits, temperature, rng))
        new.append(vocabulary[ids[-1]])
    return prompt + " " + detokenize(new)
