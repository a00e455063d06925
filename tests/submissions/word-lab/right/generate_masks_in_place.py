"""The logits are changed where they are, and a deque holds what is read."""
# %% generate-text
from collections import deque


def generate_text(prompt, size, temperature, rng):
    tokens = list(tokenize(prompt))
    ids = deque((int(i) for i in encode(tokens, vocabulary)), maxlen=32)
    while size > 0:
        logits = next_word_logits(model, np.fromiter(ids, dtype=int))
        logits[0] = float("-inf")
        ids.append(sample_word(logits, temperature, rng))
        tokens.append(vocabulary[ids[-1]])
        size -= 1
    return detokenize(tokens)
