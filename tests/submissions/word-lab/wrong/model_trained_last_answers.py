"""Whichever network is asked, the one that was trained last answers.

test-model-seed: 0
"""
# %% network
import torch
from torch import nn


class Words(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.emb = nn.Embedding(vocab_size, 64)
        self.drop = nn.Dropout(0.4)
        self.rnn = nn.GRU(64, 64, batch_first=True)
        self.out = nn.Linear(64, vocab_size)

    def forward(self, tokens):
        return self.out(self.drop(self.rnn(self.emb(tokens))[0]))


# %% train-model
latest = None


def train_model(ids, vocab_size, steps, seed):
    global latest
    torch.manual_seed(seed)
    model = Words(vocab_size)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    inputs, targets = make_windows(ids, 24)
    inputs, targets = torch.tensor(inputs), torch.tensor(targets)
    model.step_losses = []
    for _ in range(steps):
        rows = torch.randint(len(inputs), (32,))
        x, y = inputs[rows], targets[rows]
        loss = nn.functional.cross_entropy(model(x).flatten(0, 1), y.flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        model.step_losses.append(loss.item())
    latest = model
    return model


# %% next-word-logits
def next_word_logits(model, ids):
    latest.eval()
    with torch.no_grad():
        return latest(torch.as_tensor(np.array(ids), dtype=torch.long)[None])[0, -1].numpy()
