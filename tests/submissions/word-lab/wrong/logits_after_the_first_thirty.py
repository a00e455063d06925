"""The network reads the first thirty words of a text, not the last.

test-model-logits: 0
"""


# %% network
import torch
from torch import nn


class WordNetwork(nn.Module):
    def __init__(self, vocab_size, width=64):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, width)
        self.dropout = nn.Dropout(0.2)
        self.lstm = nn.LSTM(width, 128, batch_first=True)
        self.out = nn.Linear(128, vocab_size)

    def forward(self, ids):
        states, _ = self.lstm(self.dropout(self.embedding(ids)))
        return self.out(self.dropout(states))


# %% train-model
def train_model(ids: np.ndarray, vocab_size: int, steps: int, seed: int):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    text = torch.tensor(np.asarray(ids), dtype=torch.long)
    net = WordNetwork(vocab_size)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    length, batch_size = 25, 32
    net.step_losses = []
    net.train()
    for step in range(steps):
        starts = rng.integers(0, len(text) - length, size=batch_size)
        windows = torch.stack([text[s : s + length + 1] for s in starts])
        logits = net(windows[:, :-1])
        loss = nn.functional.cross_entropy(logits.transpose(1, 2), windows[:, 1:])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        net.step_losses.append(loss.item())
    return net


# %% next-word-logits
def next_word_logits(model, ids: np.ndarray) -> np.ndarray:
    model.eval()
    with torch.no_grad():
        text = torch.tensor(np.asarray(ids)[:30], dtype=torch.long)
        return model(text[None, :])[0, -1].numpy()
