"""PyTorch: two layers, and the embedding's matrix used again for the logits."""
# %% network
import torch
from torch import nn


class Words(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.emb = nn.Embedding(vocab_size, 96)
        nn.init.normal_(self.emb.weight, std=0.1)
        self.rnn = nn.LSTM(96, 96, num_layers=2, dropout=0.2, batch_first=True)
        self.bias = nn.Parameter(torch.zeros(vocab_size))

    def forward(self, tokens):
        hidden, _ = self.rnn(self.emb(tokens))
        return hidden @ self.emb.weight.T + self.bias


# %% train-model
def train_model(ids, vocab_size, steps, seed):
    torch.manual_seed(seed)
    model = Words(vocab_size)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    inputs, targets = make_windows(ids, 20)
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
