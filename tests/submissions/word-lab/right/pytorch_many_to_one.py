"""PyTorch: each window predicts only the word after it; log-probabilities come back."""
# %% network
import torch
from torch import nn


class LastWord(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.emb = nn.Embedding(vocab_size, 64)
        self.rnn = nn.LSTM(64, 96, batch_first=True)
        self.out = nn.Linear(96, vocab_size)

    def forward(self, tokens):
        _, (hidden, _) = self.rnn(self.emb(tokens))
        return self.out(hidden[-1])  # (B, V)


# %% train-model
def train_model(ids, vocab_size, steps, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = LastWord(vocab_size)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    ids = torch.tensor(ids)
    model.step_losses = []
    for _ in range(steps):
        ends = rng.integers(12, len(ids), size=128)
        x = torch.stack([ids[e - 12 : e] for e in ends])
        loss = nn.functional.cross_entropy(model(x), ids[ends])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        model.step_losses.append(loss.item())
    return model


# %% next-word-logits
def next_word_logits(model, ids):
    with torch.no_grad():
        logits = model(torch.tensor(np.asarray(ids)[None]))[0]
    return logits.log_softmax(dim=-1).numpy()
