"""The network of the time when the cell ran is asked, not the one of the call.

test-generate-text: 0
test-generate-unknown: 0
test-generate-temperature: 0
"""
# %% generate-text
def _generator(net):
    def write(prompt, size, temperature, rng):
        tokens = list(tokenize(prompt))
        ids = [int(i) for i in encode(tokens, vocabulary)]
        for _ in range(size):
            logits = np.array(next_word_logits(net, np.array(ids)), dtype=float)
            logits[0] = -np.inf
            ids.append(sample_word(logits, temperature, rng))
            tokens.append(vocabulary[ids[-1]])
        return detokenize(tokens)

    return write


generate_text = _generator(globals().get("model"))
