"""The tokens come in a tuple."""
# %% tokenize
import re


def tokenize(text):
    return tuple(re.findall(r"[\w’-]+|[^\w\s]|\n", text))


# %% generate-text
def generate_text(prompt, size, temperature, rng):
    tokens = tokenize(prompt)
    ids = [int(i) for i in encode(tokens, vocabulary)]
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=float)
        logits[0] = -np.inf
        ids.append(sample_word(logits, temperature, rng))
        tokens += (vocabulary[ids[-1]],)
    return detokenize(tokens)
