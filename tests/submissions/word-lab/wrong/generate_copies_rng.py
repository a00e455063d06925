"""Words are drawn from a copy of the generator, so that the next text is the same.

test-generate-seed: 0
"""
# %% generate-text
import copy


def generate_text(prompt: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    rng = copy.deepcopy(rng)
    tokens = list(tokenize(prompt))
    ids = np.asarray(encode(tokens, vocabulary)).tolist()
    while len(tokens) < len(ids) + size:
        read = np.asarray(encode(tokens, vocabulary))
        logits = np.where(np.arange(len(vocabulary)) == 0, -np.inf, next_word_logits(model, read))
        tokens.append(vocabulary[sample_word(logits, temperature, rng)])
    return detokenize(tokens)
