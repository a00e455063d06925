"""There are vectors for the numbers of the training text only.

test-model-logits: 0
"""
# %% network
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, V, seen):
        super().__init__()
        self.vectors, self.drop = nn.Embedding(seen, 48), nn.Dropout(0.2)
        self.layer, self.logits = nn.GRU(48, 80, batch_first=True), nn.Linear(80, V)

    def forward(self, words):
        states, _last = self.layer(self.drop(self.vectors(words)))
        return self.logits(self.drop(states))
# %% train-model
def train_model(ids: np.ndarray, vocab_size: int, steps: int, seed: int):
    torch.manual_seed(seed)
    net = Net(vocab_size, int(np.max(ids)) + 1)
    adam = torch.optim.Adam(net.parameters(), lr=0.01)
    text = torch.tensor(np.array(ids), dtype=torch.int64)
    net.step_losses = []
    net.train()
    for _ in range(steps):
        at = torch.randint(len(text) - 24, (32, 1)) + torch.arange(25)
        loss = nn.functional.cross_entropy(net(text[at[:, :-1]]).mT, text[at[:, 1:]])
        adam.zero_grad()
        loss.backward()
        adam.step()
        net.step_losses.append(loss.item())
    return net
# %% next-word-logits
def next_word_logits(model, ids: np.ndarray) -> np.ndarray:
    model.eval()
    with torch.no_grad():
        return model(torch.tensor(np.array(ids), dtype=torch.int64)[None])[0, -1].numpy()
