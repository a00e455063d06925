"""Gradients of four batches are added up before the parameters change.

test-model-seed: 0
"""


# %% network
import torch
from torch import nn


class WordNetwork(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.GRU(64, 96, batch_first=True)
        self.dropout = nn.Dropout(0.2)
        self.output = nn.Linear(96, vocab_size)

    def forward(self, ids):
        states, _ = self.recurrent(self.dropout(self.embedding(ids)))
        return self.output(self.dropout(states))


# %% train-model
def train_model(ids: np.ndarray, vocab_size: int, steps: int, seed: int):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    inputs, targets = make_windows(np.array(ids, dtype=np.int64), 24)
    inputs, targets = np.asarray(inputs), np.asarray(targets)
    network = WordNetwork(vocab_size)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    network.step_losses = []
    network.train()
    for step in range(1, steps + 1):
        rows = rng.integers(0, len(inputs), size=32)
        logits = network(torch.tensor(inputs[rows]))
        loss = nn.functional.cross_entropy(
            logits.reshape(-1, vocab_size), torch.tensor(targets[rows]).reshape(-1)
        )
        (loss / 4).backward()
        if step % 4 == 0:
            optimizer.step()
            optimizer.zero_grad()
        network.step_losses.append(loss.item())
    return network


# %% next-word-logits
def next_word_logits(model, ids: np.ndarray) -> np.ndarray:
    model.eval()
    with torch.no_grad():
        logits = model(torch.tensor(np.array(ids, dtype=np.int64))[None])
    return logits[0, -1].numpy()
