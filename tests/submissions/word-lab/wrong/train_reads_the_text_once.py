"""Training ends where a short text was read once, however many steps there should be.

test-model-seed: 0
"""
# %% network
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, v):
        super().__init__()
        self.embedding, self.rnn, self.out = nn.Embedding(v, 48), nn.GRU(48, 64, batch_first=True), nn.Linear(64, v)

    def forward(self, x):
        return self.out(self.rnn(self.embedding(x))[0])
# %% train-model
def train_model(ids: np.ndarray, vocab_size: int, steps: int, seed: int):
    torch.manual_seed(seed)
    windows = torch.tensor(np.array(ids), dtype=torch.long).unfold(0, 26, 1)
    loader = torch.utils.data.DataLoader(windows, batch_size=32, shuffle=True)
    net = Net(vocab_size)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    net.step_losses = []
    for _, window in zip(range(steps), loader):
        loss = nn.functional.cross_entropy(net(window[:, :-1]).transpose(1, 2), window[:, 1:])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        net.step_losses.append(loss.item())
    return net.eval()
# %% next-word-logits
def next_word_logits(model, ids: np.ndarray) -> np.ndarray:
    with torch.no_grad():
        return model(torch.tensor(np.array(ids), dtype=torch.long)[None])[0, -1].numpy()
