"""The numbers are handed to the network as a list, and none is read for size 0."""
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    written = tokenize(prompt)
    numbers = [int(number) for number in encode(written, vocabulary)]
    while size > 0:
        logits = np.asarray(next_word_logits(model, numbers)).astype("float64")
        logits[vocabulary.index("<unk>")] = float("-inf")
        numbers += [sample_word(logits, temperature, rng)]
        written += [vocabulary[numbers[-1]]]
        size -= 1
    return detokenize(written)
