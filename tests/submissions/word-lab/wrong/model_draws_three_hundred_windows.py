"""A batch of 300 different windows: a short text has fewer.

test-model-seed: 0
"""
# %% network
import torch
from torch import nn


class WordNet(nn.Module):
    def __init__(self, vocab_size, width=48, hidden=64):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, width)
        self.dropout = nn.Dropout(0.2)
        self.rnn = nn.GRU(width, hidden, batch_first=True)
        self.out = nn.Linear(hidden, vocab_size)

    def forward(self, x):
        h, _state = self.rnn(self.dropout(self.embedding(x)))
        return self.out(self.dropout(h))

# %% train-model
def train_model(ids: np.ndarray, vocab_size: int, steps: int, seed: int):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    ids = torch.as_tensor(np.asarray(ids), dtype=torch.long)
    model = WordNet(vocab_size)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    losses, length = [], 24
    model.train()
    for _step in range(steps):
        starts = rng.choice(len(ids) - length, size=300, replace=False)
        inputs = torch.stack([ids[i : i + length] for i in starts])
        targets = torch.stack([ids[i + 1 : i + length + 1] for i in starts])
        logits = model(inputs)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.step_losses = losses
    return model

# %% next-word-logits
def next_word_logits(model, ids: np.ndarray) -> np.ndarray:
    model.eval()
    with torch.no_grad():
        logits = model(torch.as_tensor(np.asarray(ids), dtype=torch.long)[None])
    return logits[0, -1].numpy()
