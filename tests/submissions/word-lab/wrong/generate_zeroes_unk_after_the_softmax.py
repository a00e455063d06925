"""<unk> loses its probability after a softmax, where the others may have none.

test-generate-unk: 0
"""


# %% generate-text
def generate_text(prompt, size, temperature, rng):
    tokens = tokenize(prompt)
    ids = list(encode(tokens, vocabulary))
    for _ in range(size):
        p = temperature_probabilities(next_word_logits(model, np.array(ids)), 1.0).copy()
        p[0] = 0
        with np.errstate(divide="ignore"):
            logits = np.log(p / p.sum())
        ids.append(sample_word(logits, temperature, rng))
        tokens.append(vocabulary[ids[-1]])
    return detokenize(tokens)
