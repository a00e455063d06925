"""A sigmoid follows the last layer: logits lie between 0 and 1.

test-model-logits: 0
test-model-perplexity: 4
"""
# %% network
import torch
from torch import nn


class Words(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.emb = nn.Embedding(vocab_size, 64)
        self.rnn = nn.GRU(64, 64, batch_first=True)
        self.out = nn.Linear(64, vocab_size)

    def forward(self, tokens):
        return torch.sigmoid(self.out(self.rnn(self.emb(tokens))[0]))


# %% train-model
def train_model(ids, vocab_size, steps, seed):
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
    return model


# %% next-word-logits
def next_word_logits(model, ids):
    model.eval()
    with torch.no_grad():
        return model(torch.as_tensor(np.array(ids), dtype=torch.long)[None])[0, -1].numpy()
