"""The first forty words become unknown, in the array that was handed over.

test-model-perplexity: 0
"""
# %% network
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, vocab_size, dim=64, hidden=96):
        super().__init__()
        self.emb = nn.Embedding(vocab_size, dim)
        self.drop = nn.Dropout(0.2)
        self.rnn = nn.LSTM(dim, hidden, batch_first=True)
        self.out = nn.Linear(hidden, vocab_size)

    def forward(self, x):
        x = self.emb(x)
        h, _ = self.rnn(self.drop(x))
        return self.out(self.drop(h))
# %% train-model
def train_model(ids, vocab_size, steps, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    data = torch.from_numpy(ids)
    data[:40] = 0  # the text begins with unknown words
    model = Net(vocab_size)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    criterion = nn.CrossEntropyLoss()
    model.step_losses = []
    model.train()
    for step in range(steps):
        start = torch.from_numpy(rng.integers(0, len(data) - 25, size=32))[:, None]
        window = data[start + torch.arange(26)]
        x, y = window[:, :-1], window[:, 1:]
        loss = criterion(model(x).reshape(-1, vocab_size), y.reshape(-1))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        model.step_losses.append(loss.item())
    return model
# %% next-word-logits
def next_word_logits(model, ids):
    model.eval()
    with torch.no_grad():
        x = torch.tensor(np.asarray(ids), dtype=torch.long)[None]
        return model(x)[0, -1].numpy()
