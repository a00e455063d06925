"""The losses are written down in bits, as the logarithm to base 2 has them.

test-model-perplexity: 7
"""
# %% network
import torch
from torch import nn


class Network(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, 64)
        self.dropout = nn.Dropout(0.3)
        self.rnn = nn.GRU(64, 96, batch_first=True)
        self.out = nn.Linear(96, vocab_size)

    def forward(self, ids):
        h, _ = self.rnn(self.dropout(self.embedding(ids)))
        return self.out(self.dropout(h))

# %% train-model
def train_model(ids, vocab_size, steps, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    inputs, targets = make_windows(ids, 24)
    model = Network(vocab_size)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    losses = []
    for _ in range(steps):
        rows = rng.integers(len(inputs), size=32)
        logits = model(torch.tensor(inputs[rows]))
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), torch.tensor(targets[rows]).flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item() / np.log(2))
    model.step_losses = losses
    return model

# %% next-word-logits
def next_word_logits(model, ids):
    model.eval()
    with torch.no_grad():
        return model(torch.tensor(np.asarray(ids))[None])[0, -1].numpy()
