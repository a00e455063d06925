"""Each word's loss is divided by its frequency.

test-model-perplexity: 4
"""
# %% network
import torch
from torch import nn


class WordNetwork(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, 64)
        self.gru = nn.GRU(64, 96, batch_first=True)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(96, vocab_size)

    def forward(self, ids):
        return self.head(self.dropout(self.gru(self.embedding(ids))[0]))
# %% train-model
def train_model(ids: np.ndarray, vocab_size: int, steps: int, seed: int):
    torch.manual_seed(seed)
    data = torch.tensor(np.asarray(ids), dtype=torch.long)
    counts = torch.bincount(data, minlength=vocab_size)
    balanced = len(data) / (vocab_size * counts.clamp(min=1))
    criterion = nn.CrossEntropyLoss(weight=balanced)
    network = WordNetwork(vocab_size)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    network.step_losses = []
    for _ in range(steps):
        windows = data[torch.randint(len(data) - 25, (32, 1)) + torch.arange(26)]
        loss = criterion(network(windows[:, :-1]).flatten(0, 1), windows[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        network.step_losses.append(loss.item())
    return network.eval()
# %% next-word-logits
@torch.no_grad()
def next_word_logits(model, ids: np.ndarray) -> np.ndarray:
    return model(torch.tensor(np.asarray(ids), dtype=torch.long)[None])[0, -1].numpy()
